package dev.holdfast.reconcile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.holdfast.checkout.SettlePayments;
import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.SettlePayments.Outcome;
import dev.holdfast.checkout.payment.Origin;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.transaction.StorageUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles successes that the provider knows of, as if its webhook had told them.
 *
 * <p>Races. The webhook, or another worker, with the same payment at the same moment: both have one key, so whoever inserts it first
 * decides, and the other one repeats that answer ({@link SettlePayments}). A worker that dies before the commit has settled nothing, and
 * the next one asks and finds the same.
 */
final class SettleMissed {

    private static final Logger log = LoggerFactory.getLogger(SettleMissed.class);

    /** The lowest ten bits of an order's id are its product's slot. */
    private static final long SLOT = 1023;

    private final SettlePayments settlePayments;
    private final String provider;
    private final MeterRegistry meters;

    SettleMissed(SettlePayments settlePayments, String provider, MeterRegistry meters) {
        this.settlePayments = settlePayments;
        this.provider = provider;
        this.meters = meters;
    }

    /**
     * One transaction for the payments of a product, so that one whose rows cannot be locked keeps no other waiting; one for each of them
     * where that fails, so that one that the tables do not take keeps no other from being settled, now and at each later look.
     *
     * @param successes at most a page of them
     * @return the orders of those that could not be settled now, and are to be found anew
     */
    Set<Long> settle(Collection<ProviderPayment> successes) {
        Set<Long> failed = new HashSet<>();
        successes.stream().collect(groupingBy(payment -> payment.orderId() & SLOT)).values()
                .forEach(ofOneProduct -> failed.addAll(settleOfOneProduct(ofOneProduct)));
        return failed;
    }

    private Set<Long> settleOfOneProduct(List<ProviderPayment> payments) {
        try {
            settleTogether(payments);
            return Set.of();
        } catch (StorageUnavailable away) {
            return notSettled(payments, away);
        } catch (RuntimeException failure) {
            // Whatever it is, the other payments are not to wait for it.
            return payments.size() == 1 ? notSettled(payments, failure)
                    : payments.stream().flatMap(payment -> settleOfOneProduct(List.of(payment)).stream()).collect(toSet());
        }
    }

    private Set<Long> notSettled(List<ProviderPayment> payments, RuntimeException failure) {
        Set<Long> orders = payments.stream().map(ProviderPayment::orderId).collect(toSet());
        log.warn("Payments that {} knows for the orders {} could not be settled, and will be looked for again", provider, orders, failure);
        return orders;
    }

    private void settleTogether(List<ProviderPayment> payments) {
        List<Outcome> outcomes = settlePayments.settle(payments.stream().map(this::command).toList());
        for (int i = 0; i < payments.size(); i++) {
            write(payments.get(i), outcomes.get(i));
        }
    }

    private Command command(ProviderPayment payment) {
        return new Command(payment.idempotencyKey(), payment.orderId(), PaymentStatus.SUCCESS, payment.charge(),
                Origin.reconciled(provider, payment.paymentId()), null);
    }

    private void write(ProviderPayment payment, Outcome outcome) {
        switch (outcome) {
            case Outcome.Settled settled when settled.repeated() -> log.debug("Payment {} for order {} had been settled",
                    payment.idempotencyKey(), settled.orderId());
            case Outcome.Settled settled -> {
                count(settled.outcome().label());
                String line = "Payment {} for order {} was never told by a webhook: found at {} and settled, {}; the order is {}";
                if (settled.outcome() == PaymentOutcome.PAID) {
                    log.info(line, payment.idempotencyKey(), settled.orderId(), provider, settled.outcome().label(),
                            settled.orderStatus().label());
                } else {
                    log.warn(line, payment.idempotencyKey(), settled.orderId(), provider, settled.outcome().label(),
                            settled.orderStatus().label());
                }
            }
            case Outcome.KeyReused reused -> log.warn("Payment {} for order {} is on record otherwise than {} has it: nothing was settled",
                    reused.idempotencyKey(), payment.orderId(), provider);
            case Outcome.Unmatched unmatched -> {
                count(PaymentOutcome.UNMATCHED.label());
                log.warn("Payment {} that {} has is unmatched: there is no order {}", payment.idempotencyKey(), provider,
                        unmatched.orderId());
            }
        }
    }

    private void count(String outcome) {
        meters.counter("holdfast.reconciler.settled", "outcome", outcome).increment();
    }
}
