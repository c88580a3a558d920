package dev.holdfast.checkout;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cancels pending orders for their buyers.
 *
 * <ol>
 * <li>Lock the idempotency keys; requests that were answered before get that answer, the others go on ({@link IdempotencyKeys}).
 * <li>Read the orders without a lock, for their holds and products: those never change.
 * <li>Lock the stock rows of the products, by product id, the holds, by id, and the orders of the holds.
 * <li>Read the database's time.
 * <li>Decide each command. A pending order is cancelled and its hold released; one whose hold is stale is expired there and then.
 *     An order that is cancelled already stays so and gives the same answer, so a repeated call is harmless.
 * <li>Update the holds, the orders and the stock rows, append the events; write the answers of the keys; commit.
 * </ol>
 *
 * <p>Races. A cancel against a payment: whoever locks the hold first. A success that comes second finds the order cancelled and
 * takes the stock again if it is there; a cancel that comes second is refused, because paid is for ever. If a success comes between
 * a cancel whose commit is in doubt and its look-up, the order is paid either way. One that went straight from pending to paid was
 * not cancelled; of one that took another step between, nobody can tell whose it was, and the outcome stays unknown.
 */
public final class CancelOrders {

    private final CheckoutTables tables;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;

    CancelOrders(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys) {
        this.tables = tables;
        this.transaction = transaction;
        this.keys = keys;
    }

    /** @param traceparent W3C trace context for the events */
    public record Command(long orderId, @Nullable String traceparent) {
    }

    /** What became of one command. */
    public sealed interface Outcome {

        /** The order is cancelled, by this call or before it. */
        record Cancelled(Order order) implements Outcome {
        }

        record OrderNotFound(long orderId) implements Outcome {
        }

        record OrderNotPending(Order order) implements Outcome {
        }
    }

    /**
     * @return one outcome a command, in the same order
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Outcome> cancel(List<Command> commands) {
        return Once.outcomes(cancelOnce(commands.stream().map(Once::<Command, Outcome>withoutKey).toList()));
    }

    /**
     * @return one result a request, in the same order
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if one of the keys is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Once.Result<Outcome>> cancelOnce(List<Once<Command, Outcome>> requests) {
        Doubt doubt = new Doubt();
        // Repeated after a commit in doubt, it finds its own work done, or cannot tell.
        return transaction.run("cancel orders", status -> keys.claim(requests).answer(commands -> attempt(commands, doubt)), results -> {
            doubt.remember(results);
            return false;
        });
    }

    private List<Outcome> attempt(List<Command> commands, Doubt doubt) {
        UnitOfWork work = tables.begin();
        List<Order> found = tables.orders().read(commands.stream().map(Command::orderId).collect(toSet()));
        Map<Long, Long> holdOf = found.stream().collect(toMap(Order::id, Order::holdId));
        work.lockStocks(new TreeSet<>(found.stream().map(Order::productId).toList()));
        work.lockHolds(new TreeSet<>(holdOf.values()));
        work.lockOrdersOf(new TreeSet<>(holdOf.values()));
        List<Outcome> outcomes = commands.stream().map(command -> decide(command, holdOf.get(command.orderId()), work)).toList();
        outcomes.forEach(doubt::check);
        work.save();
        return outcomes;
    }

    private static Outcome decide(Command command, @Nullable Long holdId, UnitOfWork work) {
        if (holdId == null) {
            return new Outcome.OrderNotFound(command.orderId());
        }
        Hold hold = work.hold(holdId).orElseThrow();
        Order order = work.orderOf(holdId).orElseThrow();
        return switch (order.status()) {
            case PENDING -> {
                if (hold.isStale(work.now())) {
                    work.expire(hold, command.traceparent());
                    yield new Outcome.OrderNotPending(order.become(OrderStatus.EXPIRED));
                }
                work.release(hold, command.traceparent());
                yield new Outcome.Cancelled(order.become(OrderStatus.CANCELLED));
            }
            case CANCELLED -> new Outcome.Cancelled(order);
            case PAID, EXPIRED, REFUND_REQUIRED -> new Outcome.OrderNotPending(order);
        };
    }

    /** What was decided, without keys, by an attempt whose commit is in doubt. A key would tell whether it was committed. */
    private static final class Doubt {

        private final Map<Long, Long> cancelledVersions = new HashMap<>();

        void remember(List<Once.Result<Outcome>> results) {
            for (Once.Result<Outcome> result : results) {
                if (result instanceof Once.Result.Decided<Outcome>(Outcome.Cancelled(var order), var answer) && answer == null) {
                    cancelledVersions.put(order.id(), order.version());
                }
            }
        }

        /** @throws IllegalStateException if the order may have been cancelled here, and was changed by somebody since */
        void check(Outcome outcome) {
            if (outcome instanceof Outcome.OrderNotPending(var order)
                    && order.version() > cancelledVersions.getOrDefault(order.id(), Long.MAX_VALUE)) {
                throw new IllegalStateException(
                        "Order %d is %s; whether it was cancelled before cannot be told".formatted(order.id(), order.status().label()));
            }
        }
    }
}
