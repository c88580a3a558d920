package dev.holdfast.reconcile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.holdfast.checkout.ExpireHolds;
import dev.holdfast.checkout.FindUnsettled;
import dev.holdfast.checkout.SettlePayments;
import dev.holdfast.checkout.order.DueOrder;
import dev.holdfast.reconcile.ProviderPayment.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider before a pending order is let go.
 *
 * <ol>
 * <li>Read the orders whose holds have just run out, without locks. The sweep leaves them alone for the grace.
 * <li>Read the provider's list since the oldest of them was placed, without any transaction, and settle what it has for them, page by page.
 * <li>If the list was read to its end, expire the holds of those of which it knows nothing. Otherwise, and where the provider itself does
 *     not know yet, they wait for the next look, and in the end the sweep expires them.
 * </ol>
 *
 * <p>Races. Everything is decided anew under the locks of {@link SettlePayments} and {@link ExpireHolds}; this only says what to try.
 * <ul>
 * <li>The webhook comes meanwhile: one key, one effect; whoever comes second repeats the answer.
 * <li>A buyer needs the units while the provider is being asked: the buyer has them, because a hold past its end counts as free. The
 *     payment then comes late: units are taken again if any are there, else the money is owed back.
 * <li>The provider answers after the grace: likewise, if the sweep was there first.
 * <li>The buyer pays between the answer and the expiry: likewise, by the webhook or, if that is lost too, by {@link LookBack}.
 * <li>Two workers: each hold expires and each payment is settled once; the other finds it done.
 * <li>A worker dies between asking and settling: nothing was written. The next one asks again; the grace bounds how long.
 * </ul>
 */
public final class ReconcileDueOrders {

    private static final Logger log = LoggerFactory.getLogger(ReconcileDueOrders.class);

    /** The provider's list is read once for all of them. */
    private static final int MOST_ORDERS = 5_000;
    private static final int HOLDS_A_TRANSACTION = 500;

    private final FindUnsettled find;
    private final ExpireHolds expireHolds;
    private final SettleMissed settleMissed;
    private final ProviderList list;
    private final ReconcilerProperties properties;
    private final Counter asked;
    private final Counter found;

    ReconcileDueOrders(FindUnsettled find, ExpireHolds expireHolds, SettleMissed settleMissed, ProviderList list,
            ReconcilerProperties properties, MeterRegistry meters) {
        this.find = find;
        this.expireHolds = expireHolds;
        this.settleMissed = settleMissed;
        this.list = list;
        this.properties = properties;
        this.asked = Counter.builder("holdfast.reconciler.asked")
                .description("Pending orders past their time about which the payment provider was asked, each time").register(meters);
        this.found = Counter.builder("holdfast.reconciler.found")
                .description("Payments that the provider had for them").register(meters);
    }

    /**
     * @return how many holds were expired, because the provider knows of no payment
     * @throws RuntimeException if the database is away
     */
    public int reconcileOnce() {
        Map<Long, DueOrder> waiting = find.dueOrders(properties.grace(), MOST_ORDERS).stream()
                .collect(toMap(DueOrder::id, Function.identity(), (one, same) -> one, HashMap::new));
        if (waiting.isEmpty()) {
            return 0;
        }
        Instant since = waiting.values().stream().map(DueOrder::createdAt).min(Instant::compareTo).orElseThrow().minus(properties.margin());
        Set<Long> notToBeLetGo = new HashSet<>();
        ProviderList.Reading reading = list.read(since, page -> notToBeLetGo.addAll(settle(page, waiting)));
        return switch (reading) {
            case COMPLETE -> {
                asked.increment(waiting.size());
                waiting.keySet().removeAll(notToBeLetGo);
                yield expire(waiting.values());
            }
            case INCOMPLETE -> {
                asked.increment(waiting.size());
                yield 0;
            }
            case RESTING -> 0;
        };
    }

    /** @return orders that are not to be let go yet: a payment is under way, or could not be settled */
    private Set<Long> settle(List<ProviderPayment> page, Map<Long, DueOrder> waiting) {
        List<ProviderPayment> ofThem = page.stream().filter(payment -> waiting.containsKey(payment.orderId())).toList();
        found.increment(ofThem.size());
        List<ProviderPayment> successes = ofThem.stream().filter(payment -> payment.status() == Status.SUCCEEDED).toList();
        Set<Long> orders = settleMissed.settle(successes);
        ofThem.stream().filter(payment -> payment.status() == Status.UNDECIDED).forEach(payment -> orders.add(payment.orderId()));
        return orders;
    }

    private int expire(Collection<DueOrder> orders) {
        int expired = 0;
        Map<Long, List<Long>> holdsOf = orders.stream()
                .collect(groupingBy(DueOrder::productId, mapping(DueOrder::holdId, toList())));
        for (Map.Entry<Long, List<Long>> product : holdsOf.entrySet()) {
            List<Long> holds = product.getValue();
            try {
                for (int from = 0; from < holds.size(); from += HOLDS_A_TRANSACTION) {
                    int to = Math.min(holds.size(), from + HOLDS_A_TRANSACTION);
                    expired += expireHolds.expireAmong(product.getKey(), holds.subList(from, to));
                }
            } catch (RuntimeException failure) {
                // The other products are not to wait for it.
                log.warn("Holds of product {} could not be expired, and wait for the next look", product.getKey(), failure);
            }
        }
        return expired;
    }
}
