package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.PlaceHolds.Outcome.Placed;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Buyers on two instances, in real time, whose refusals from memory are checked against what is certainly free: units of which no
 * buyer has one or is asking for one. See {@link Free}.
 */
class SoldOutRacesIT {

    private static final long PRODUCT = 1;
    private static final int UNITS = 2;
    private static final Duration LIMIT = Duration.ofMillis(100);

    private static TestDatabase database;
    private static List<RunningCheckout> instances;

    private final Free free = new Free(UNITS, LIMIT);

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        String[] settings = {"holdfast.checkout.hold-duration=1s", "holdfast.checkout.sold-out-memory=" + LIMIT.toMillis() + "ms"};
        instances = List.of(RunningCheckout.on(database, settings), RunningCheckout.on(database, settings));
        instances.getFirst().product(PRODUCT, UNITS);
    }

    @AfterAll
    static void stop() {
        instances.forEach(RunningCheckout::close);
        database.close();
    }

    @Test
    void nobodyIsRefusedForLongerThanTheLimitAfterUnitsAreFreeAndInTheEndAllCanBeHad() throws Exception {
        long seed = 20_260_202;
        List<Callable<Integer>> buyers = new ArrayList<>();
        for (int buyer = 0; buyer < 6; buyer++) {
            Random random = new Random(seed + buyer);
            int instance = buyer % 2;
            buyers.add(() -> {
                for (int step = 0; step < 200; step++) {
                    buy(instance, 1 + random.nextInt(2), random);
                    rest(random);
                }
                return 0;
            });
        }
        AtOnce.run(buyers);
        assertThat(free.wrongRefusals()).isEmpty();
        assertThat(free.refusals()).as("refusals from memory").isGreaterThan(50);
        List<Hold> rest = new ArrayList<>();
        Awaitility.await().until(() -> {
            ask(rest.size() % 2, 1).ifPresent(rest::add);
            return rest.size() == UNITS;
        });
        assertThat(free.wrongRefusals()).isEmpty();
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    /** Now and then for so long that units stay free, and only those who ask the memory could notice. */
    private static void rest(Random random) {
        LockSupport.parkNanos(random.nextInt(8) == 0 ? random.nextLong(300_000_000) : random.nextLong(5_000_000));
    }

    private void buy(int instance, int quantity, Random random) {
        ask(instance, quantity).ifPresent(hold -> {
            LockSupport.parkNanos(random.nextLong(20_000_000));
            giveBack(instance, hold, random.nextInt(20));
        });
    }

    /** As the API does it. */
    private Optional<Hold> ask(int instance, int quantity) {
        RunningCheckout checkout = instances.get(instance);
        Free.Asked asked = free.ask(instance, quantity);
        OptionalInt left = checkout.bean(SoldOut.class).leftOf(PRODUCT, quantity);
        if (left.isPresent()) {
            free.refused(asked);
            return Optional.empty();
        }
        free.take(quantity);
        if (checkout.tryHold(PRODUCT, quantity) instanceof Placed placed) {
            return Optional.of(placed.hold());
        }
        free.giveBack(quantity, free.begin());
        return Optional.empty();
    }

    private void giveBack(int instance, Hold hold, int way) {
        Free.Begin begin = free.begin();
        if (givesBack(instances.get(instance), hold, way)) {
            free.giveBack(hold.quantity(), begin, instance);
        } else {
            free.giveBack(hold.quantity(), letRunOut(hold), 0, 1);
        }
    }

    private static boolean givesBack(RunningCheckout checkout, Hold hold, int way) {
        return switch (way) {
            case 0 -> false;
            case 1, 2, 3 -> checkout.tryOrder(hold.id()) instanceof PlaceOrders.Outcome.Placed(Order order)
                    && checkout.cancel(order.id()) instanceof CancelOrders.Outcome.Cancelled;
            case 4, 5, 6 -> checkout.tryOrder(hold.id()) instanceof PlaceOrders.Outcome.Placed(Order order)
                    && checkout.pay("failure-" + hold.id(), order.id(), PaymentStatus.FAILURE) instanceof SettlePayments.Outcome.Settled settled
                    && settled.outcome() == PaymentOutcome.CANCELLED;
            default -> checkout.release(hold.id()) instanceof ReleaseHolds.Outcome.Released;
        };
    }

    /** @return the last moment at which it had not run out yet */
    private Free.Begin letRunOut(Hold hold) {
        Free.Begin before;
        Free.Begin next = free.begin();
        do {
            before = next;
            next = free.begin();
            LockSupport.parkNanos(1_000_000);
        } while (instances.getFirst().bean(CheckoutTables.class).clock().now().isBefore(hold.expiresAt()));
        return before;
    }
}
