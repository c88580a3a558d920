package dev.holdfast.faults.buyer;

import dev.holdfast.faults.fleet.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Settles orders by webhook, as providers do: at once or late, also much too late, several times, out of order, and again and again
 * until it is answered.
 */
public final class PaymentProvider implements AutoCloseable {

    private static final int FEW_MILLIS = 300;
    /** At most, from the end of a hold. */
    private static final int MILLIS_APART = 5;
    private static final int ATTEMPTS = 200;
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Shop shop;
    private final OperationLog log;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser underWay = new Phaser(1);

    /** @param log to which the deliveries are written */
    public PaymentProvider(Shop shop, Path log) {
        this.shop = shop;
        this.log = new OperationLog(log);
    }

    /** Delivers the payment in its own time. Returns at once. */
    void settle(Payment payment, Instant holdEnds, RandomGenerator random) {
        // At random, and in the very millisecond in which the hold runs out.
        Duration delay = switch (random.nextInt(10)) {
            case 0 -> Duration.ofMillis(random.nextLong(1_000, 4_000));
            case 1 -> Fleet.HOLD.plusMillis(random.nextLong(4_000));
            case 2 -> atTheEnd(holdEnds, random);
            default -> Duration.ofMillis(random.nextLong(FEW_MILLIS));
        };
        int copies = random.nextInt(5) == 0 ? 2 + random.nextInt(3) : 1;
        for (int copy = 0; copy < copies; copy++) {
            Duration apart = random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextLong(2_000));
            send(Request.pay(payment), delay.plus(apart), random);
        }
    }

    /** Delivers the payment in the very millisecond in which the hold runs out and the buyer cancels the order. Returns at once. */
    void settleWhileCancelled(Payment payment, Instant holdEnds, RandomGenerator random) {
        send(Request.pay(payment), atTheEnd(holdEnds, random), random);
        send(Request.cancel(payment.order()), atTheEnd(holdEnds, random), random);
    }

    private static Duration atTheEnd(Instant holdEnds, RandomGenerator random) {
        return Duration.between(Instant.now(), holdEnds).plus(random.nextLong(-MILLIS_APART, MILLIS_APART + 1), ChronoUnit.MILLIS);
    }

    private void send(Request request, Duration delay, RandomGenerator random) {
        long seed = random.nextLong();
        underWay.register();
        deliveries.execute(() -> deliver(request, delay, new SplittableRandom(seed)));
    }

    private void deliver(Request request, Duration delay, RandomGenerator random) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, delay.toNanos()));
            Answer answer = shop.send(request, log, random);
            for (int attempt = 1; answer.isTransient() && attempt < ATTEMPTS; attempt++) {
                TimeUnit.NANOSECONDS.sleep(RETRY.toNanos() + random.nextLong(RETRY.toNanos()));
                answer = shop.send(request, log, random);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    /** @return false when deliveries are left after that time */
    public boolean awaitDelivered(Duration limit) throws InterruptedException {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException left) {
            return false;
        }
    }

    /** @return deliveries that are still to be made */
    public int waiting() {
        return underWay.getUnarrivedParties();
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
        deliveries.close();
        log.close();
    }
}
