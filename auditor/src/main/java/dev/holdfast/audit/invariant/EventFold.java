package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Status;
import dev.holdfast.audit.contract.Stock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I4 as a consumer can check it: the stock of each product, built from the events of its holds alone. */
final class EventFold {

    private final Map<Long, long[]> taken = new HashMap<>();
    private final Map<Long, Stock> last = new HashMap<>();
    private final Findings findings;

    EventFold(Findings findings) {
        this.findings = findings;
    }

    /** @param before the state before, null at first */
    void add(@Nullable Status before, Aggregate told) {
        if (told instanceof Stock stock) {
            last.put(stock.productId(), stock);
        } else if (told instanceof Hold hold) {
            boolean took = before instanceof HoldStatus status && status.takesUnits();
            boolean takes = hold.status().takesUnits();
            if (took != takes) {
                findings.checked(Invariant.EXACT_RELEASE);
                taken.computeIfAbsent(hold.productId(), unused -> new long[1])[0] += takes ? hold.quantity() : -hold.quantity();
            }
        }
    }

    /** To be called when all events have been added, and none is missing. */
    void compare() {
        last.forEach((product, stock) -> {
            long held = taken.getOrDefault(product, new long[1])[0];
            if (stock.available() + held != stock.total()) {
                findings.violated(Invariant.EXACT_RELEASE, "product " + product,
                        "has %d of %d available by its last event, but its holds' events leave %d taken".formatted(
                                stock.available(), stock.total(), held));
            }
        });
    }
}
