package dev.holdfast.api.admin.search;

import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.VisibleAscii;
import dev.holdfast.checkout.admin.FindForOperators;
import dev.holdfast.checkout.operator.OperatorAction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators have done, the latest first: who, when, and why. */
@RestController
@RequestMapping(path = "/admin/actions", produces = MediaType.APPLICATION_JSON_VALUE)
final class ActionController {

    private static final String LIMITS = "must be from 1 to 200";

    private final FindForOperators find;

    ActionController(FindForOperators find) {
        this.find = find;
    }

    @GetMapping
    PageAnswer<ActionAnswer> list(
            @RequestParam(required = false) @VisibleAscii(max = 64) @Nullable String subject,
            @RequestParam(defaultValue = "" + ResourceId.MAX) @ResourceId long after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) int limit) {
        List<OperatorAction> actions = find.actions(subject, after, limit);
        return new PageAnswer<>(actions.stream().map(ActionAnswer::of).toList(), actions.size() == limit ? actions.getLast().id() : null);
    }
}
