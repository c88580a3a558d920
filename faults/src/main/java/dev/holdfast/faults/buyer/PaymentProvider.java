package dev.holdfast.faults.buyer;

import dev.holdfast.faults.fleet.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
            case 2 -> Duration.between(Instant.now(), holdEnds).plusMillis(random.nextLong(-5, 6));
            default -> Duration.ofMillis(random.nextLong(FEW_MILLIS));
        };
        int copies = random.nextInt(5) == 0 ? 2 + random.nextInt(3) : 1;
        for (int copy = 0; copy < copies; copy++) {
            Duration apart = random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextLong(2_000));
            long seed = random.nextLong();
            underWay.register();
            deliveries.execute(() -> deliver(payment, delay.plus(apart), new SplittableRandom(seed)));
        }
    }

    private void deliver(Payment payment, Duration delay, RandomGenerator random) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, delay.toNanos()));
            Answer answer = shop.send(Request.pay(payment), log, random);
            for (int attempt = 1; answer.isTransient() && attempt < ATTEMPTS; attempt++) {
                TimeUnit.NANOSECONDS.sleep(RETRY.toNanos() + random.nextLong(RETRY.toNanos()));
                answer = shop.send(Request.pay(payment), log, random);
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
