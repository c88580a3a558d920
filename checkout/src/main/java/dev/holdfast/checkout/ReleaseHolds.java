package dev.holdfast.checkout;

import static java.util.stream.Collectors.toSet;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives reserved holds back.
 *
 * <ol>
 * <li>Read the products of the holds; a hold never changes its product, so no lock is needed.
 * <li>Lock the stock rows of those products, by product id, and the holds, by id.
 * <li>Read the database's time; lock the orders of the stale holds.
 * <li>Decide each command. A reserved hold is released; a stale one is expired there and then. A hold that is released already
 *     stays so and gives the same answer, so a repeated call is harmless.
 * <li>Update the holds and the stock rows, append the events; commit.
 * </ol>
 *
 * <p>Races. A release against an order for the same hold, against the sweep, or against another release: whoever locks the hold
 * first; the units come back once.
 */
public final class ReleaseHolds {

    private final CheckoutTables tables;
    private final LockedTransaction transaction;

    ReleaseHolds(CheckoutTables tables, LockedTransaction transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    /** @param traceparent W3C trace context for the events */
    public record Command(long holdId, @Nullable String traceparent) {
    }

    /** What became of one command. */
    public sealed interface Outcome {

        /** The hold is released, by this call or by an earlier one. */
        record Released(Hold hold) implements Outcome {
        }

        record HoldNotFound(long holdId) implements Outcome {
        }

        /** The hold's time is over, and its units are free again. */
        record HoldExpired(Hold hold) implements Outcome {
        }

        /** The hold has an order: that is what can be cancelled. */
        record HoldNotReserved(Hold hold) implements Outcome {
        }
    }

    /**
     * @return one outcome a command, in the same order
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Outcome> release(List<Command> commands) {
        // Repeated after a commit in doubt, it finds its own work done.
        return transaction.run("release holds", status -> attempt(commands), outcomes -> false);
    }

    private List<Outcome> attempt(List<Command> commands) {
        UnitOfWork work = tables.begin();
        Set<Long> holdIds = commands.stream().map(Command::holdId).collect(toSet());
        work.lockStocks(new TreeSet<>(tables.holds().productsOf(holdIds)));
        work.lockHolds(new TreeSet<>(holdIds));
        work.lockPendingOrdersOf(holdIds.stream().map(work::hold).flatMap(Optional::stream)
                .filter(hold -> hold.isStale(work.now())).toList());
        List<Outcome> outcomes = commands.stream().map(command -> decide(command, work)).toList();
        work.save();
        return outcomes;
    }

    private static Outcome decide(Command command, UnitOfWork work) {
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
                work.release(hold, command.traceparent());
                yield new Outcome.Released(hold.become(HoldStatus.RELEASED));
            }
            case RELEASED -> new Outcome.Released(hold);
            case EXPIRED -> new Outcome.HoldExpired(hold);
            case ATTACHED, CONSUMED -> new Outcome.HoldNotReserved(hold);
        };
    }
}
