package dev.holdfast.checkout;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.holdfast.checkout.idempotency.Claims;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.Origin;
import dev.holdfast.checkout.payment.Payment;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.payment.PaymentTable;
import dev.holdfast.checkout.payment.Received;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;

/**
 * Settles what the payment provider says: retried, duplicated, out of order, late.
 *
 * <ol>
 * <li>Lock the keys of those deliveries that have an {@code Idempotency-Key} header; one that was answered before gets that answer,
 *     the others go on ({@link IdempotencyKeys}). The provider's own key, in the body, is the next step and needs no header.
 * <li>Insert a payment row for each new idempotency key and lock all of them, by key. A key that is settled already gives its
 *     answer again; another body under a known key changes nothing.
 * <li>Read the orders without a lock, for their holds and products: those never change. No order: unmatched, and on record.
 * <li>Lock the stock rows of the products that will need it, as far as can be told without a lock: a success for a pending order
 *     needs none, since held units become sold ones. Lock the holds, by id, and the orders of the holds.
 * <li>Read the database's time and decide each payment in turn (see {@link PaymentRule}). If it shows that a stock row is needed after
 *     all, roll back and begin anew with it.
 * <li>Update the holds, the orders, the stock rows and the payments, append the events; write the answers of the headers' keys, but
 *     for unmatched payments, which are decided anew when they come again; commit.
 * </ol>
 *
 * <p>Races. One key on two instances at once: whoever inserts first decides, the other waits for it and gives the same answer. A
 * payment against the sweep, a cancel or a buyer who needs the stale units: whoever locks the hold first. A success that loses
 * takes the stock again if it is there, else the money is owed back; a success that wins is for ever.
 */
public final class SettlePayments {

    private final CheckoutTables tables;
    private final PaymentTable payments;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;

    SettlePayments(CheckoutTables tables, PaymentTable payments, LockedTransaction transaction, IdempotencyKeys keys) {
        this.tables = tables;
        this.payments = payments;
        this.transaction = transaction;
        this.keys = keys;
    }

    /**
     * @param idempotencyKey the provider's: 1 to 255 visible ASCII characters
     * @param charge         what was charged, where the provider says it: must be the order's total and currency
     * @param origin         kept for whoever searches; decides nothing
     * @param traceparent    W3C trace context for the events
     */
    public record Command(String idempotencyKey, long orderId, PaymentStatus status, Charge charge, Origin origin,
            @Nullable String traceparent) {

        /** Of a provider that says neither what it charged nor where it comes from. */
        public Command(String idempotencyKey, long orderId, PaymentStatus status, @Nullable String traceparent) {
            this(idempotencyKey, orderId, status, Charge.UNSTATED, Origin.UNSTATED, traceparent);
        }
    }

    /** What became of one command. */
    public sealed interface Outcome {

        /**
         * @param orderStatus as it was when the payment was settled
         * @param repeated    whether the answer had been given before
         */
        record Settled(long orderId, OrderStatus orderStatus, PaymentOutcome outcome, boolean repeated) implements Outcome {
        }

        /** The key was used for another order, another status or another charge. */
        record KeyReused(String idempotencyKey) implements Outcome {
        }

        /** There is no such order. On record, and decided anew when it comes again. */
        record Unmatched(long orderId) implements Outcome {
        }
    }

    private sealed interface Attempt {

        record Decided(List<Once.Result<Outcome>> results) implements Attempt {
        }

        record StockNeeded(long product) implements Attempt {
        }
    }

    /**
     * @return one outcome a command, in the same order
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Outcome> settle(List<Command> commands) {
        return Once.outcomes(settleOnce(commands.stream().map(Once::<Command, Outcome>withoutKey).toList()));
    }

    /**
     * @return one result a request, in the same order
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if one of the keys is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Once.Result<Outcome>> settleOnce(List<Once<Command, Outcome>> requests) {
        Set<Long> stocks = new TreeSet<>();
        while (true) {
            // Repeated after a commit in doubt, it finds its own answers under the keys.
            Attempt attempt = transaction.run("settle payments", status -> attempt(requests, stocks, status), any -> false);
            switch (attempt) {
                case Attempt.Decided decided -> {
                    return decided.results();
                }
                case Attempt.StockNeeded needed -> {
                    if (!stocks.add(needed.product())) {
                        throw new IllegalStateException("No stock for product " + needed.product());
                    }
                }
            }
        }
    }

    private Attempt attempt(List<Once<Command, Outcome>> requests, Set<Long> stocks, TransactionStatus status) {
        Claims<Command, Outcome> claims = keys.claim(requests);
        List<Command> commands = claims.commands();
        Settling settling = new Settling(stocks);
        List<Outcome> outcomes = commands.isEmpty() ? List.of() : settling.settle(commands);
        Long stockNeeded = settling.stockNeeded;
        if (stockNeeded != null) {
            status.setRollbackOnly();
            return new Attempt.StockNeeded(stockNeeded);
        }
        return new Attempt.Decided(claims.answer(outcomes, outcome -> !(outcome instanceof Outcome.Unmatched)));
    }

    /** One attempt. */
    private final class Settling {

        private final UnitOfWork work = tables.begin();
        private final Set<Long> stocks;
        private final Map<String, Payment> byKey = new TreeMap<>();
        private final Map<String, Payment> decided = new TreeMap<>();
        private Map<Long, Order> found = Map.of();
        private @Nullable Long stockNeeded;

        Settling(Set<Long> stocks) {
            this.stocks = stocks;
        }

        /** @return one outcome a command; none if {@link #stockNeeded} tells that it has to begin anew */
        List<Outcome> settle(List<Command> commands) {
            claim(commands);
            List<Command> open = commands.stream().filter(this::isOpen).toList();
            lockWhatTheyNeed(open);
            List<Outcome> outcomes = new ArrayList<>(commands.size());
            for (Command command : commands) {
                Order order = found.get(command.orderId());
                if (isOpen(command) && order != null && PaymentRule.needsStock(command, current(order))
                        && !work.hasStock(order.productId())) {
                    stockNeeded = order.productId();
                    return List.of();
                }
                outcomes.add(settle(command));
            }
            payments.decide(decided.values(), work.now());
            work.save();
            return outcomes;
        }

        private void claim(List<Command> commands) {
            Map<String, Received> wanted = new TreeMap<>();
            for (Command command : commands) {
                wanted.putIfAbsent(command.idempotencyKey(), new Received(Payment.undecided(command.idempotencyKey(), command.orderId(),
                        command.status(), command.charge()), command.origin()));
            }
            payments.claim(List.copyOf(wanted.values())).forEach(payment -> byKey.put(payment.idempotencyKey(), payment));
        }

        private boolean isOpen(Command command) {
            Payment payment = payment(command);
            return isSameBody(command, payment) && !payment.isSettled();
        }

        private void lockWhatTheyNeed(Collection<Command> open) {
            found = tables.orders().read(open.stream().map(Command::orderId).collect(toSet())).stream()
                    .collect(toMap(Order::id, Function.identity()));
            open.stream().filter(command -> found.containsKey(command.orderId()))
                    .filter(command -> PaymentRule.needsStock(command, Objects.requireNonNull(found.get(command.orderId()))))
                    .forEach(command -> stocks.add(Objects.requireNonNull(found.get(command.orderId())).productId()));
            work.lockStocks(stocks);
            TreeSet<Long> holdIds = new TreeSet<>(found.values().stream().map(Order::holdId).toList());
            work.lockHolds(holdIds);
            work.lockOrdersOf(holdIds);
        }

        private Outcome settle(Command command) {
            Payment payment = payment(command);
            if (!isSameBody(command, payment)) {
                return new Outcome.KeyReused(command.idempotencyKey());
            }
            if (payment.isSettled()) {
                return new Outcome.Settled(payment.orderId(), Objects.requireNonNull(payment.orderStatus()),
                        Objects.requireNonNull(payment.outcome()), true);
            }
            Order order = found.get(command.orderId());
            if (order == null) {
                if (payment.outcome() != PaymentOutcome.UNMATCHED) {
                    write(payment.decided(PaymentOutcome.UNMATCHED, null, payment.orderId()), command);
                }
                return new Outcome.Unmatched(command.orderId());
            }
            PaymentOutcome outcome = PaymentRule.decide(command, current(order), work);
            Order after = current(order);
            write(payment.decided(outcome, after.status(), after.holdId()), command);
            return new Outcome.Settled(after.id(), after.status(), outcome, false);
        }

        private void write(Payment payment, Command command) {
            byKey.put(payment.idempotencyKey(), payment);
            decided.put(payment.idempotencyKey(), payment);
            work.record(payment, command.traceparent());
        }

        private Payment payment(Command command) {
            return Objects.requireNonNull(byKey.get(command.idempotencyKey()));
        }

        private Order current(Order order) {
            return work.orderOf(order.holdId()).orElseThrow();
        }
    }

    private static boolean isSameBody(Command command, Payment payment) {
        return payment.says(command.orderId(), command.status(), command.charge());
    }
}
