package dev.holdfast.quickstart.simulator;

import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.reconcile.ProviderPayment;
import dev.holdfast.reconcile.ProviderPayment.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A payment provider in this process: it has a list of payments, newest first, and sends webhooks in Holdfast's own format. It does not
 * send again what was not answered 2xx.
 */
public final class SimulatedProvider implements PaymentProvider, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatedProvider.class);
    private static final int PAGE = 20;
    private static final int MOST_PAYMENTS = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
    private final ScheduledExecutorService deliveries = Executors.newScheduledThreadPool(4,
            Thread.ofPlatform().daemon().name("webhook-", 0).factory());
    private final Deque<Made> made = new ArrayDeque<>();
    private final URI webhook;
    private final Random chance;
    private final double awayShare;
    private final long run = System.currentTimeMillis();
    private int count;

    private record Made(int number, Instant at, ProviderPayment payment) {
    }

    /**
     * @param api       such as {@code http://127.0.0.1:8080}
     * @param seed      by which it is decided when the list cannot be read
     * @param awayShare of the requests for the list that fail, 0 to 1
     */
    public SimulatedProvider(URI api, long seed, double awayShare) {
        this.webhook = api.resolve("/api/payments/webhook");
        this.chance = new Random(seed);
        this.awayShare = awayShare;
    }

    /**
     * Makes a payment.
     *
     * @param delay of a late webhook
     * @return its idempotency key
     */
    public String pay(long orderId, boolean success, Webhook fate, Duration delay) {
        String key;
        synchronized (this) {
            String id = "sim-%d-%d".formatted(run, ++count);
            key = "simulator:" + id;
            if (success) {
                made.addFirst(new Made(count, Instant.now(), new ProviderPayment(key, orderId, Status.SUCCEEDED, Charge.UNSTATED, id)));
                if (made.size() > MOST_PAYMENTS) {
                    made.removeLast();
                }
            }
        }
        String body = """
                {"idempotency_key": "%s", "order_id": %d, "status": "%s"}""".formatted(key, orderId, success ? "success" : "failure");
        switch (fate) {
            case DELIVERED -> deliveries.execute(() -> deliver(body));
            case TWICE -> {
                deliveries.execute(() -> deliver(body));
                deliveries.execute(() -> deliver(body));
            }
            case LATE -> deliveries.schedule(() -> deliver(body), delay.toMillis(), TimeUnit.MILLISECONDS);
            case LOST -> { }
        }
        return key;
    }

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public synchronized Answer list(Instant since, @Nullable String cursor) {
        if (chance.nextDouble() < awayShare) {
            return new Answer.Away("is away for once");
        }
        int before = cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor);
        List<Made> page = made.stream().filter(one -> one.number() < before && !one.at().isBefore(since)).limit(PAGE).toList();
        return new Answer.Page(page.stream().map(Made::payment).toList(),
                page.size() < PAGE ? null : String.valueOf(page.getLast().number()));
    }

    private void deliver(String body) {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(webhook).timeout(TIMEOUT)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            log.info("Webhook {}: {} {}", body, response.statusCode(), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            log.warn("Webhook {} was not delivered: {}", body, failure.getMessage());
        }
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
        http.close();
    }
}
