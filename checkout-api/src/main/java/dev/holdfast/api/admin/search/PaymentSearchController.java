package dev.holdfast.api.admin.search;

import dev.holdfast.api.request.VisibleAscii;
import dev.holdfast.checkout.search.SearchCheckouts;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the payment provider has sent, those received last first. */
@RestController
@RequestMapping(path = "/admin/payments", produces = MediaType.APPLICATION_JSON_VALUE)
final class PaymentSearchController {

    private final SearchCheckouts search;

    PaymentSearchController(SearchCheckouts search) {
        this.search = search;
    }

    @GetMapping
    PageAnswer<FoundPayment> list(@Valid @ModelAttribute PaymentQuery query) {
        return PageAnswer.of(search.payments(query.filter(), PaymentCursor.read(query.after()), query.pageSize()), FoundPayment::of,
                PaymentCursor::write);
    }

    /** In the query and not in the path, because a provider's key may have any visible characters. */
    @GetMapping(params = "idempotency_key")
    PageAnswer<FoundPayment> ofKey(@RequestParam("idempotency_key") @VisibleAscii(max = 255) String idempotencyKey) {
        return new PageAnswer<>(search.payment(idempotencyKey).map(FoundPayment::of).stream().toList(), null);
    }
}
