package dev.holdfast.api.admin.catalogue;

import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.security.Caller;
import dev.holdfast.checkout.admin.AddProduct;
import dev.holdfast.checkout.admin.ChangeProduct;
import dev.holdfast.checkout.admin.ChangeProduct.Outcome;
import dev.holdfast.checkout.admin.FindForOperators;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.product.ProductVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The products: what they are sold for, to whom, and when. */
@RestController
@RequestMapping(path = "/admin/products", produces = MediaType.APPLICATION_JSON_VALUE)
final class CatalogueController {

    private static final String LIMITS = "must be from 1 to 200";

    private final AddProduct addProduct;
    private final ChangeProduct changeProduct;
    private final FindForOperators find;
    private final AnswerOnce once;

    CatalogueController(AddProduct addProduct, ChangeProduct changeProduct, FindForOperators find, AnswerOnce once) {
        this.addProduct = addProduct;
        this.changeProduct = changeProduct;
        this.find = find;
        this.once = once;
    }

    /** A page by rising id; the next one begins {@code after} the last id of this one. */
    @GetMapping
    List<ListedProductAnswer> list(
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "must be 0 or more") long after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) int limit) {
        return find.products(after, limit).stream().map(ListedProductAnswer::of).toList();
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(@PathVariable @ResourceId long id) {
        Optional<ListedProductAnswer> product = find.product(id).map(ListedProductAnswer::of);
        return product.isPresent() ? ResponseEntity.ok(product.get()) : notFound(id);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> add(@Valid @RequestBody NewProductRequest request, SentKey key) {
        var command = new AddProduct.Command(request.terms(), Math.toIntExact(request.total()),
                new Justification(Caller.current().id(), request.operator(), request.reason()));
        return once.answer(key, request, command, addProduct::add, CatalogueController::added);
    }

    private static ResponseEntity<?> added(AddProduct.Added added) {
        ListedProductAnswer product = ListedProductAnswer.of(added.product());
        return ResponseEntity.created(URI.create("/admin/products/" + product.id())).body(product);
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> change(@PathVariable @ResourceId long id, @Valid @RequestBody ProductChangeRequest request) {
        var command = new ChangeProduct.Command(request.terms(id), request.version(),
                new Justification(Caller.current().id(), request.operator(), request.reason()));
        return switch (changeProduct.change(command)) {
            case Outcome.Changed(var product, var _) -> ResponseEntity.ok(ListedProductAnswer.of(product));
            case Outcome.ProductNotFound(var missing) -> notFound(missing);
            case Outcome.ChangedMeanwhile(var current) -> changedMeanwhile(current);
        };
    }

    static ResponseEntity<?> notFound(long id) {
        return Problem.of(ProblemType.PRODUCT_NOT_FOUND, "There is no product %d; GET /admin/products lists those that are.".formatted(id))
                .with("product_id", id).answer();
    }

    private static ResponseEntity<?> changedMeanwhile(ProductVersion current) {
        long id = current.product().id();
        return Problem.of(ProblemType.PRODUCT_CHANGED,
                        "Product %d has version %d by now; look at GET /admin/products/%d before you change it."
                                .formatted(id, current.version(), id))
                .with("product_id", id).with("version", current.version()).answer();
    }
}
