package dev.holdfast.reconcile;

import dev.holdfast.checkout.FindUnsettled;
import dev.holdfast.reconcile.ProviderPayment.Status;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Settles payments of the last while that no webhook has told of, whatever has become of their orders.
 *
 * <ol>
 * <li>Read the provider's list since then, without any transaction.
 * <li>Of each page, look up which payments are on record, by their keys, without locks.
 * <li>Settle the others: an order that expired or was cancelled is paid if its units are there, else the money is owed back; a second
 *     charge for a paid order is on record as that.
 * </ol>
 *
 * <p>Races. A webhook that is on its way: whoever comes first settles the payment, the other repeats the answer. All others are those of a
 * payment that comes late ({@code docs/transactions.md}).
 */
public final class LookBack {

    private final FindUnsettled find;
    private final SettleMissed settleMissed;
    private final ProviderList list;
    private final ReconcilerProperties properties;
    private final InstantSource clock;

    LookBack(FindUnsettled find, SettleMissed settleMissed, ProviderList list, ReconcilerProperties properties, InstantSource clock) {
        this.find = find;
        this.settleMissed = settleMissed;
        this.list = list;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @return how many payments were not on record
     * @throws RuntimeException if the database is away
     */
    public int lookBackOnce() {
        AtomicInteger missed = new AtomicInteger();
        list.read(clock.instant().minus(properties.lookBack()), page -> {
            List<ProviderPayment> unknown = unknown(page);
            settleMissed.settle(unknown);
            missed.addAndGet(unknown.size());
        });
        return missed.get();
    }

    private List<ProviderPayment> unknown(List<ProviderPayment> page) {
        List<ProviderPayment> successes = page.stream().filter(payment -> payment.status() == Status.SUCCEEDED).toList();
        Set<String> known = find.knownPayments(successes.stream().map(ProviderPayment::idempotencyKey).collect(Collectors.toSet()));
        return successes.stream().filter(payment -> !known.contains(payment.idempotencyKey())).toList();
    }
}
