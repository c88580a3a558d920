package dev.holdfast.quickstart.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where one pays with the simulator, on loopback: {@code POST /simulator/payments} with {@code order_id}, {@code outcome}
 * ({@code success} or {@code failure}), {@code webhook} ({@code delivered}, {@code twice}, {@code late}, {@code lost}) and
 * {@code delay_seconds}, all but the first optional.
 */
public final class SimulatorServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_BODY = 10_000;
    /** So that a late webhook comes after the end of a hold. */
    private static final int USUAL_DELAY_SECONDS = 150;
    private static final int LONGEST_DELAY_SECONDS = 86_400;

    private final HttpServer server;
    private final SimulatedProvider provider;

    /**
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    public SimulatorServer(SimulatedProvider provider, int port) throws IOException {
        this.provider = provider;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        server.createContext("/simulator/payments", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "{\"detail\": \"POST is what can be done here.\"}");
                return;
            }
            try {
                JsonNode payment = JSON.readTree(exchange.getRequestBody().readNBytes(LONGEST_BODY));
                String key = pay(payment);
                answer(exchange, 201, "{\"idempotency_key\": \"%s\"}".formatted(key));
            } catch (JacksonException | IllegalArgumentException unclear) {
                answer(exchange, 400, """
                        {"detail": "Send order_id, and if you like outcome (success, failure), webhook (delivered, twice, late, lost), \
                        delay_seconds (0 to 86400)."}""");
            }
        }
    }

    private String pay(JsonNode payment) {
        long order = payment.path("order_id").asLong(0);
        String outcome = payment.path("outcome").asString("success");
        int delay = payment.path("delay_seconds").asInt(USUAL_DELAY_SECONDS);
        if (order < 1 || delay < 0 || delay > LONGEST_DELAY_SECONDS || !outcome.equals("success") && !outcome.equals("failure")) {
            throw new IllegalArgumentException("order_id, outcome or delay_seconds");
        }
        Webhook fate = Webhook.of(payment.path("webhook").asString("delivered"));
        return provider.pay(order, outcome.equals("success"), fate, Duration.ofSeconds(delay));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        provider.close();
    }
}
