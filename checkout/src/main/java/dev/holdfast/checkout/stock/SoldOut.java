package dev.holdfast.checkout.stock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which products are known to be sold out, so that a hold can be refused without asking the database. The rule:
 *
 * <ol>
 * <li>A transaction that refuses a hold for lack of stock, and neither takes nor gives back a unit of that product, remembers how many
 *     are left.
 * <li>From then on holds that ask for more are refused: until the next active hold of the product runs out, and for
 *     {@code holdfast.checkout.sold-out-memory} at most. A hold that asks for no more than is left is never refused here.
 * <li>A transaction of this instance that changes the product's stock forgets it. The next hold asks the database again.
 * <li>Both happen while the transaction has the product's stock row locked.
 * </ol>
 *
 * <p>Races, and who wins:
 *
 * <ul>
 * <li>A refusal against a give-back on this instance: whoever has the stock lock later. A give-back that comes after the refusal
 *     forgets what was remembered, and nothing can be remembered again before it has ended; one that comes before it is known to it.
 * <li>A give-back whose commit is in doubt has forgotten as well. Who asks next waits at the stock lock until the server has decided.
 * <li>A give-back on another instance is not noticed here. The memory's limit ends the refusals, which is why it is short.
 * <li>A hold that runs out by itself: nobody needs to sweep it. The time until then is counted from before the database was asked for
 *     it, so it is over here no later than by the database's clock. Holds placed afterwards cannot run out sooner: they last a second
 *     or more, the memory a second at the most.
 * <li>Should the server end a session, and its lock with it, just when its refusal is being remembered, the limit ends that as well.
 * </ul>
 *
 * <p>A product that is refused here does lack the units. Where there is another reason too, as the customer's limit or a sale that
 * closed a moment ago, the database might have named that one.
 */
public final class SoldOut {

    /** A product has one place, by its slot. One that takes the place of another costs that other one a question, nothing else. */
    private static final int PLACES = 1_024;

    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);
    private final long longest;
    private final LongSupplier nanoTime;

    /**
     * @param longest  how long a product may be refused without asking the database, up to 1 s; zero: not at all
     * @param nanoTime as {@link System#nanoTime()}
     */
    public SoldOut(Duration longest, LongSupplier nanoTime) {
        this.longest = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /** @param lasts nanoseconds */
    private record Known(long product, int left, long since, long lasts) {
    }

    /**
     * @param wanted units, at least 1
     * @return how many are left, if these are known to be fewer than {@code wanted}; empty if the database must be asked
     */
    public OptionalInt leftOf(long product, int wanted) {
        Known known = places.get(place(product));
        return known != null && known.product == product && known.left < wanted && nanoTime.getAsLong() - known.since < known.lasts
                ? OptionalInt.of(known.left) : OptionalInt.empty();
    }

    /**
     * To be called under the product's stock lock, by a transaction that changes nothing of the product.
     *
     * @param left         units that are available
     * @param untilNextDue asks the database how long it is until the next active hold runs out; empty if none is active
     */
    public void remember(long product, int left, Supplier<Optional<Duration>> untilNextDue) {
        if (longest == 0) {
            return;
        }
        long since = nanoTime.getAsLong();
        long lasts = untilNextDue.get().map(until -> Math.min(until.toNanos(), longest)).orElse(longest);
        places.set(place(product), new Known(product, left, since, lasts));
    }

    /** To be called under the product's stock lock, by a transaction that changes the stock. */
    void forget(long product) {
        places.updateAndGet(place(product), known -> known == null || known.product == product ? null : known);
    }

    private static int place(long product) {
        return Math.floorMod(product, PLACES);
    }
}
