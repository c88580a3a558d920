package dev.holdfast.checkout;

import static java.util.stream.Collectors.toSet;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import dev.holdfast.checkout.idempotency.Claims;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.transaction.IdBlocks;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;

/**
 * Turns holds into orders.
 *
 * <ol>
 * <li>Lock the idempotency keys; requests that were answered before get that answer, the others go on ({@link IdempotencyKeys}).
 * <li>Lock the holds, by id. No stock is locked: an order changes no availability, so buyers do not queue at the hot row for it.
 * <li>Read the database's time and the products.
 * <li>If a hold turns out to be stale, its units must go back: roll back and begin anew with the stock
 *     rows of those products locked first, then the holds.
 * <li>Lock the orders of those holds that are no longer reserved: to expire them, or to name them in the answer.
 * <li>Decide each command. A reserved hold becomes attached; a stale one is expired there and then.
 * <li>Insert the orders, update the holds, and the stock where holds expired; append the events; write the answers of the
 *     keys; commit.
 * </ol>
 *
 * <p>Races. Two orders for one hold: whoever locks the hold first has it, the other finds it attached. An order against the sweep
 * or a release: the same.
 */
public final class PlaceOrders {

    private final CheckoutTables tables;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;
    private final IdBlocks ids;

    PlaceOrders(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys, IdBlocks ids) {
        this.tables = tables;
        this.transaction = transaction;
        this.keys = keys;
        this.ids = ids;
    }

    /** @param traceparent W3C trace context for the events */
    public record Command(long holdId, @Nullable String traceparent) {
    }

    /** What became of one command. */
    public sealed interface Outcome {

        record Placed(Order order) implements Outcome {
        }

        record HoldNotFound(long holdId) implements Outcome {
        }

        /** The hold's time is over, and its units are free again. */
        record HoldExpired(Hold hold) implements Outcome {
        }

        /**
         * The hold has an order already, or was given back.
         *
         * @param orderId the order that it has or had, so that a buyer who never got its answer can go on; null if it had none
         */
        record HoldNotReserved(Hold hold, @Nullable Long orderId) implements Outcome {
        }
    }

    private sealed interface Attempt {

        record Decided(List<Once.Result<Outcome>> results) implements Attempt {
        }

        record StockNeeded(Set<Long> products) implements Attempt {
        }
    }

    /**
     * @return one outcome a command, in the same order
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Outcome> place(List<Command> commands) {
        return Once.outcomes(placeOnce(commands.stream().map(Once::<Command, Outcome>withoutKey).toList()));
    }

    /**
     * @return one result a request, in the same order
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if one of the keys is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Once.Result<Outcome>> placeOnce(List<Once<Command, Outcome>> requests) {
        List<Long> orderIds = requests.stream().map(request -> ids.next(request.command().holdId())).toList();
        Set<Long> stocks = new TreeSet<>();
        while (true) {
            Attempt attempt = transaction.run("place orders", status -> attempt(requests, orderIds, stocks, status), this::isCommitted);
            switch (attempt) {
                case Attempt.Decided decided -> {
                    return decided.results();
                }
                case Attempt.StockNeeded needed -> {
                    if (!stocks.addAll(needed.products())) {
                        throw new IllegalStateException("No stock for the products " + needed.products());
                    }
                }
            }
        }
    }

    private boolean isCommitted(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Decided decided -> tables.orders().anyCommitted(decided.results().stream()
                    .map(result -> result instanceof Once.Result.Decided<Outcome>(Outcome.Placed(var order), var _) ? order.id() : null)
                    .filter(Objects::nonNull).toList());
            case Attempt.StockNeeded needed -> false;
        };
    }

    private Attempt attempt(List<Once<Command, Outcome>> requests, List<Long> orderIds, Set<Long> stocks, TransactionStatus status) {
        Claims<Command, Outcome> claims = keys.claim(requests);
        List<Command> commands = claims.commands();
        UnitOfWork work = tables.begin();
        work.lockStocks(stocks);
        Set<Long> holdIds = commands.stream().map(Command::holdId).collect(toSet());
        work.lockHolds(new TreeSet<>(holdIds));
        List<Hold> holds = holdIds.stream().map(work::hold).flatMap(Optional::stream).toList();
        List<Hold> stale = holds.stream().filter(hold -> hold.isStale(work.now())).toList();
        Set<Long> missing = stale.stream().map(Hold::productId).filter(product -> !work.hasStock(product)).collect(toSet());
        if (!missing.isEmpty()) {
            status.setRollbackOnly();
            return new Attempt.StockNeeded(missing);
        }
        work.lockOrdersOf(holds.stream().filter(hold -> hold.status() != HoldStatus.RESERVED).map(Hold::id).toList());
        return new Attempt.Decided(claims.answer(open -> decide(open, claims.ofOpen(orderIds), work, holds)));
    }

    private List<Outcome> decide(List<Command> commands, List<Long> orderIds, UnitOfWork work, List<Hold> holds) {
        Map<Long, Product> products = tables.products().find(holds.stream().map(Hold::productId).collect(toSet()));
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            outcomes.add(decide(commands.get(i), orderIds.get(i), work, products));
        }
        work.save();
        return outcomes;
    }

    private static Outcome decide(Command command, long orderId, UnitOfWork work, Map<Long, Product> products) {
        Hold hold = work.hold(command.holdId()).orElse(null);
        if (hold == null) {
            return new Outcome.HoldNotFound(command.holdId());
        }
        if (hold.isStale(work.now())) {
            work.expire(hold, command.traceparent());
            return new Outcome.HoldExpired(hold.seenAt(work.now()));
        }
        return switch (hold.status()) {
            case RESERVED -> {
                Order order = order(orderId, hold, Objects.requireNonNull(products.get(hold.productId())), work);
                work.attach(hold, order, command.traceparent());
                yield new Outcome.Placed(order);
            }
            case EXPIRED -> new Outcome.HoldExpired(hold);
            case ATTACHED, CONSUMED, RELEASED ->
                    new Outcome.HoldNotReserved(hold, work.orderOf(hold.id()).map(Order::id).orElse(null));
        };
    }

    private static Order order(long id, Hold hold, Product product, UnitOfWork work) {
        return new Order(id, hold.id(), hold.productId(), hold.customerId(), hold.quantity(), product.price(),
                product.price().multiply(BigDecimal.valueOf(hold.quantity())), product.currency(), OrderStatus.PENDING,
                work.now(), hold.expiresAt(), 1);
    }
}
