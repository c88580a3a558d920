package dev.holdfast.checkout;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import dev.holdfast.checkout.idempotency.Claims;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.checkout.transaction.IdBlocks;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds stock for buyers.
 *
 * <ol>
 * <li>Lock the idempotency keys; requests that were answered before get that answer, the others go on ({@link IdempotencyKeys}).
 * <li>Lock the stock rows of the products, by product id.
 * <li>Read the database's time and the products.
 * <li>If the holds asked for exceed what is available: lock stale holds of the product and their orders, and expire them.
 * <li>Read what limited customers have already; the stock lock guards it. Where it is too much, expire stale holds of their own.
 * <li>Decide each command, first come first served; a refused one takes nothing and does not stop those behind it.
 * <li>Of a product that was refused for lack of stock and of which nothing was placed: read when its next hold runs out, and remember
 *     it as {@link SoldOut}.
 * <li>Insert the holds, update the stock rows and the allocations, append the events; write the answers of the keys; commit.
 * </ol>
 *
 * <p>Races. Two buyers for the last unit: whoever gets the stock lock first has it. A buyer against the sweep or against a payment
 * for a stale hold: whoever locks the hold first; the buyer gets the units only if the hold was still stale under that lock.
 */
public final class PlaceHolds {

    private final CheckoutTables tables;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;
    private final IdBlocks ids;
    private final Duration holdDuration;
    private final SoldOut soldOut;

    PlaceHolds(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys, IdBlocks ids, Duration holdDuration,
            SoldOut soldOut) {
        this.tables = tables;
        this.transaction = transaction;
        this.keys = keys;
        this.ids = ids;
        this.holdDuration = holdDuration;
        this.soldOut = soldOut;
    }

    /**
     * @param quantity    units, at least 1
     * @param customerId  null for a buyer who is not known; such a buyer cannot have a product with a limit per customer
     * @param traceparent W3C trace context for the events
     */
    public record Command(long productId, int quantity, @Nullable String customerId, @Nullable String traceparent) {

        public Command {
            if (quantity < 1) {
                throw new IllegalArgumentException("A hold has at least one unit, not " + quantity);
            }
        }
    }

    /** What became of one command. */
    public sealed interface Outcome {

        record Placed(Hold hold) implements Outcome {
        }

        record ProductNotFound(long productId) implements Outcome {
        }

        /** @param availableStock less than was asked for; exact at the moment of the decision, which {@link SoldOut} may remember */
        record InsufficientStock(long productId, int availableStock) implements Outcome {
        }

        /** @param opensAt when to come again; null when the sale is over */
        record SaleNotOpen(long productId, @Nullable Instant opensAt) implements Outcome {
        }

        /** @param remaining units that the customer may still hold, fewer than were asked for; 0 for one who is not known */
        record PurchaseLimit(long productId, int maxPerCustomer, int remaining) implements Outcome {
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
        List<Long> holdIds = requests.stream().map(request -> ids.next(request.command().productId())).toList();
        return transaction.run("place holds", status -> attempt(requests, holdIds),
                results -> tables.holds().anyCommitted(idsOf(results)));
    }

    private List<Once.Result<Outcome>> attempt(List<Once<Command, Outcome>> requests, List<Long> holdIds) {
        Claims<Command, Outcome> claims = keys.claim(requests);
        return claims.answer(open -> new Placing(tables.begin(), holdDuration).place(open, claims.ofOpen(holdIds)));
    }

    private static List<Long> idsOf(List<Once.Result<Outcome>> results) {
        return results.stream()
                .map(result -> result instanceof Once.Result.Decided<Outcome>(Outcome.Placed(var hold), var _) ? hold.id() : null)
                .filter(Objects::nonNull).toList();
    }

    /** One attempt. */
    private final class Placing {

        private final UnitOfWork work;
        private final Duration duration;
        private final Map<Long, Map<String, Integer>> unitsOfCustomers = new HashMap<>();
        private Map<Long, Product> products = Map.of();

        Placing(UnitOfWork work, Duration duration) {
            this.work = work;
            this.duration = duration;
        }

        List<Outcome> place(List<Command> commands, List<Long> holdIds) {
            Set<Long> productIds = commands.stream().map(Command::productId).collect(toSet());
            work.lockStocks(new TreeSet<>(productIds));
            products = tables.products().find(productIds);
            freeStaleUnits(commands);
            readLimitedCustomers(commands);
            List<Outcome> outcomes = new ArrayList<>(commands.size());
            for (int i = 0; i < commands.size(); i++) {
                outcomes.add(decide(commands.get(i), holdIds.get(i)));
            }
            rememberSoldOut(outcomes);
            work.save();
            return List.copyOf(outcomes);
        }

        private void freeStaleUnits(List<Command> commands) {
            commands.stream().filter(command -> work.hasStock(command.productId()))
                    .collect(groupingBy(Command::productId, summingLong(Command::quantity)))
                    .forEach((product, demand) -> {
                        long missing = demand - work.stock(product).available();
                        if (missing > 0) {
                            work.expireStale(product, missing);
                        }
                    });
        }

        private void readLimitedCustomers(List<Command> commands) {
            commands.stream().filter(command -> command.customerId() != null && maxPerCustomer(command.productId()) != null)
                    .collect(groupingBy(Command::productId, groupingBy(command -> Objects.requireNonNull(command.customerId()),
                            summingLong(Command::quantity))))
                    .forEach((product, demands) -> unitsOfCustomers.put(product, unitsOf(product, demands)));
        }

        /** A customer's own hold that has run out must not stand in the way of the next one, swept or not. */
        private Map<String, Integer> unitsOf(long product, Map<String, Long> demands) {
            Map<String, Integer> units = work.unitsOf(product, demands.keySet());
            long limit = Objects.requireNonNull(maxPerCustomer(product));
            List<String> overLimit = demands.entrySet().stream()
                    .filter(demand -> units.getOrDefault(demand.getKey(), 0) + demand.getValue() > limit).map(Map.Entry::getKey).toList();
            if (overLimit.isEmpty()) {
                return units;
            }
            work.expireStaleOf(product, overLimit);
            return work.unitsOf(product, demands.keySet());
        }

        private @Nullable Integer maxPerCustomer(long productId) {
            Product product = products.get(productId);
            return product == null ? null : product.maxPerCustomer();
        }

        private Outcome decide(Command command, long holdId) {
            Product product = products.get(command.productId());
            if (product == null || !work.hasStock(command.productId())) {
                return new Outcome.ProductNotFound(command.productId());
            }
            if (!product.isOnSale(work.now())) {
                Instant opensAt = product.saleOpensAt();
                return new Outcome.SaleNotOpen(product.id(), opensAt != null && opensAt.isAfter(work.now()) ? opensAt : null);
            }
            Integer limit = product.maxPerCustomer();
            if (limit != null && remaining(limit, command) < command.quantity()) {
                return new Outcome.PurchaseLimit(product.id(), limit, remaining(limit, command));
            }
            int available = work.stock(product.id()).available();
            if (available < command.quantity()) {
                return new Outcome.InsufficientStock(product.id(), available);
            }
            return reserve(command, holdId, limit != null);
        }

        /** Only of products that this transaction leaves as they are, so that it is true however the transaction ends. */
        private void rememberSoldOut(List<Outcome> outcomes) {
            Set<Long> placed = outcomes.stream().filter(Outcome.Placed.class::isInstance)
                    .map(outcome -> ((Outcome.Placed) outcome).hold().productId()).collect(toSet());
            outcomes.stream().filter(Outcome.InsufficientStock.class::isInstance)
                    .map(outcome -> ((Outcome.InsufficientStock) outcome).productId()).distinct()
                    .filter(product -> !placed.contains(product) && work.leavesStock(product))
                    .forEach(product -> soldOut.remember(product, work.stock(product).available(),
                            () -> tables.holds().untilNextDue(product)));
        }

        private int remaining(int limit, Command command) {
            return command.customerId() == null ? 0
                    : Math.max(0, limit - units(command.productId()).getOrDefault(command.customerId(), 0));
        }

        private Outcome reserve(Command command, long holdId, boolean limited) {
            Hold hold = new Hold(holdId, command.productId(), command.customerId(), command.quantity(), HoldStatus.RESERVED,
                    work.now(), work.now().plus(duration), 1);
            work.reserve(hold, command.traceparent());
            if (limited) {
                units(hold.productId()).merge(Objects.requireNonNull(hold.customerId()), hold.quantity(), Integer::sum);
            }
            return new Outcome.Placed(hold);
        }

        private Map<String, Integer> units(long productId) {
            return Objects.requireNonNull(unitsOfCustomers.get(productId));
        }
    }
}
