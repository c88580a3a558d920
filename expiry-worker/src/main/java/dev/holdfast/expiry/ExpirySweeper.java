package dev.holdfast.expiry;

import dev.holdfast.checkout.ExpireHolds;
import dev.holdfast.checkout.hold.DueProduct;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Expires what is stale.
 *
 * <ol>
 * <li>Read which products have stale holds, without locks. They stand in a queue; the first is the one after the product that was
 *     served last, so that a product with very many does not keep those behind it waiting from sweep to sweep.
 * <li>Expire one batch of the first product, in one locked transaction.
 * <li>If there may be more, the product goes to the end of the queue.
 * <li>Go on until the queue is empty or the time is up.
 * </ol>
 *
 * <p>Races are decided in {@link ExpireHolds}, under its locks. A batch that is not full means that the rest, if there is any, is in
 * other hands at this moment, so it is left to them until the next sweep. So are, for their grace, pending orders about which the
 * payment provider is asked first ({@link dev.holdfast.reconcile.ReconcileDueOrders}): that takes as long as the provider takes, and
 * nothing else is to wait for it.
 */
final class ExpirySweeper {

    private final ExpireHolds expireHolds;
    private final SweepProperties properties;
    private final Duration grace;
    private final Map<Long, OutageLog> outages = new HashMap<>();
    private final Counter expiredHolds;
    private final Counter failedProducts;
    private final Timer duration;
    private final Timer overdue;
    private long lastServed = Long.MIN_VALUE;

    /** @param grace how long holds with an order are left to those who ask the payment provider first; zero if nobody does */
    ExpirySweeper(ExpireHolds expireHolds, SweepProperties properties, Duration grace, MeterRegistry meters) {
        this.expireHolds = expireHolds;
        this.properties = properties;
        this.grace = grace;
        this.expiredHolds = Counter.builder("holdfast.expiry.holds")
                .description("Holds that this worker has expired").register(meters);
        this.failedProducts = Counter.builder("holdfast.expiry.failures")
                .description("Products that a sweep could not deal with").register(meters);
        this.duration = Timer.builder("holdfast.expiry.sweep").description("Sweeps").register(meters);
        this.overdue = Timer.builder("holdfast.expiry.overdue")
                .description("How long the oldest stale hold had been stale when a sweep began that had work to do").register(meters);
    }

    /** What became of one batch. */
    private sealed interface Batch {

        /** @param more whether there may be more stale holds of that product */
        record Expired(int holds, boolean more) implements Batch {
        }

        record Failed() implements Batch {
        }
    }

    /**
     * To be called by one thread at a time.
     *
     * @throws RuntimeException if not even the list of products can be read
     */
    Sweep sweepOnce() {
        return duration.record(this::sweep);
    }

    private Sweep sweep() {
        TimeLimit limit = TimeLimit.startingNow(properties.limit());
        List<DueProduct> due = expireHolds.productsWithDueHolds();
        List<Long> products = due.stream().map(DueProduct::productId).toList();
        outages.keySet().retainAll(products);
        due.stream().map(DueProduct::overdue).max(Comparator.naturalOrder()).ifPresent(overdue::record);
        return serve(products, limit);
    }

    private Sweep serve(List<Long> due, TimeLimit limit) {
        Queue<Long> waiting = new ArrayDeque<>(fromTheOneAfter(lastServed, due));
        int expired = 0;
        int failed = 0;
        while (!waiting.isEmpty() && !limit.isReached()) {
            long product = waiting.remove();
            lastServed = product;
            switch (expireBatch(product)) {
                case Batch.Expired(int holds, boolean more) -> {
                    expired += holds;
                    if (more) {
                        waiting.add(product);
                    }
                }
                case Batch.Failed() -> failed++;
            }
        }
        return new Sweep(expired, due.size(), failed, waiting.isEmpty());
    }

    private Batch expireBatch(long product) {
        try {
            int expired = expireHolds.expireDue(product, properties.batchSize(), grace);
            expiredHolds.increment(expired);
            OutageLog outage = outages.remove(product);
            if (outage != null) {
                outage.ended();
            }
            return new Batch.Expired(expired, expired == properties.batchSize());
        } catch (RuntimeException failure) {
            // Whatever it is, the stale holds of the other products are not to wait for it.
            failedProducts.increment();
            outages.computeIfAbsent(product, id -> new OutageLog("Expiring the holds of product " + id)).occurred(failure);
            return new Batch.Failed();
        }
    }

    private static List<Long> fromTheOneAfter(long product, List<Long> byRisingId) {
        List<Long> products = new ArrayList<>(byRisingId);
        int first = (int) products.stream().filter(id -> id <= product).count();
        Collections.rotate(products, -first);
        return products;
    }
}
