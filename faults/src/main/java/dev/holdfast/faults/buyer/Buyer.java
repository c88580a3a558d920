package dev.holdfast.faults.buyer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Buys again and again, as people do: most pay, some leave, give back, cancel, or cancel while they pay and the hold runs out. */
public final class Buyer implements Runnable {

    private static final int MOST_UNITS = 3;
    private static final int ORDER_ATTEMPTS = 4;
    private static final int LONGEST_REST_MILLIS = 400;

    private final String name;
    private final List<Long> products;
    private final Shop shop;
    private final PaymentProvider provider;
    private final Path log;
    private final CountDownLatch closing;
    private final RandomGenerator random;
    private long holds;

    /**
     * @param name     whom nobody else has
     * @param products the hot ones several times
     * @param log      to which the operations are written
     * @param closing  when no more is to be bought
     */
    public Buyer(String name, List<Long> products, Shop shop, PaymentProvider provider, Path log, CountDownLatch closing, long seed) {
        this.name = name;
        this.products = List.copyOf(products);
        this.shop = shop;
        this.provider = provider;
        this.log = log;
        this.closing = closing;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        try (OperationLog operations = new OperationLog(log)) {
            while (!rest()) {
                buy(operations);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it closes */
    private boolean rest() throws InterruptedException {
        return closing.await(random.nextLong(LONGEST_REST_MILLIS), TimeUnit.MILLISECONDS);
    }

    private void buy(OperationLog operations) throws InterruptedException {
        long product = products.get(random.nextInt(products.size()));
        Answer held = shop.send(Request.hold(product, 1 + random.nextInt(MOST_UNITS), name + "-" + ++holds), operations, random);
        OptionalLong hold = held.isOk() ? held.id("hold_id") : OptionalLong.empty();
        if (hold.isEmpty()) {
            shop.send(Request.read(product), operations, random);
            return;
        }
        switch (random.nextInt(10)) {
            case 0 -> { }
            case 1 -> shop.send(Request.release(hold.getAsLong()), operations, random);
            default -> order(hold.getAsLong(), operations);
        }
    }

    /** An order whose answer was lost is asked for again: the refusal of a second one says the number of the first. */
    private void order(long hold, OperationLog operations) throws InterruptedException {
        Answer answer = shop.send(Request.order(hold), operations, random);
        for (int attempt = 1; answer.isTransient() && attempt < ORDER_ATTEMPTS; attempt++) {
            rest();
            answer = shop.send(Request.order(hold), operations, random);
        }
        OptionalLong order = answer.id("order_id");
        if (order.isPresent()) {
            Instant holdEnds = answer.isOk() ? Instant.parse(answer.body().path("expires_at").asString()) : Instant.now();
            settle(order.getAsLong(), holdEnds, operations);
        }
    }

    private void settle(long order, Instant holdEnds, OperationLog operations) throws InterruptedException {
        String key = name + "-pays-" + order;
        int fate = random.nextInt(20);
        if (fate == 0) {
            return;
        }
        if (fate == 1) {
            shop.send(Request.cancel(order), operations, random);
            return;
        }
        if (fate == 2) {
            provider.settleWhileCancelled(new Payment(key, order, "success"), holdEnds, random);
            return;
        }
        boolean declinedFirst = fate <= 4;
        if (declinedFirst) {
            provider.settle(new Payment(key + "-declined", order, "failure"), holdEnds, random);
        }
        if (!declinedFirst || random.nextBoolean()) {
            provider.settle(new Payment(key, order, "success"), holdEnds, random);
        }
        if (fate == 5) {
            // Charged twice, under a key of its own.
            provider.settle(new Payment(key + "-again", order, "success"), holdEnds, random);
        }
        if (fate == 6) {
            TimeUnit.MILLISECONDS.sleep(random.nextLong(Duration.ofMillis(20).toMillis()));
            shop.send(Request.cancel(order), operations, random);
        }
    }
}
