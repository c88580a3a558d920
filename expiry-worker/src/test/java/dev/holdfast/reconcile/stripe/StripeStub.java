package dev.holdfast.reconcile.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers {@code GET /v1/payment_intents} as Stripe documents it: newest first, page by page; or with what the test has told it. */
public final class StripeStub implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<Intent> intents = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Turn> turns = new ConcurrentLinkedDeque<>();

    /** What is done with one request, in place of the usual answer. */
    @FunctionalInterface
    public interface Turn {

        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private record Intent(String id, long created, String json) {
    }

    public StripeStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/payment_intents", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param orderId null for an intent that is of no order */
    public void intent(String id, long created, String status, long received, String currency, String orderId) {
        String metadata = orderId == null ? "" : "\"order_id\": \"%s\"".formatted(orderId);
        intents.addFirst(new Intent(id, created, """
                {"id": "%s", "object": "payment_intent", "amount": %d, "amount_received": %d, "created": %d, "currency": "%s",
                 "livemode": false, "metadata": {%s}, "status": "%s", "something_new": {"a": [1]}}"""
                .formatted(id, received, received, created, currency, metadata, status)));
    }

    public void next(Turn turn) {
        turns.add(turn);
    }

    /** @return the queries, such as {@code created[gte]=1&limit=100} */
    public List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        requests.add(query);
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        Turn turn = turns.poll();
        try (exchange) {
            if (turn == null) {
                send(exchange, 200, page(query));
            } else {
                turn.answer(exchange);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Request-Id", "req_1");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String page(String query) {
        Map<String, String> params = Stream.of(query.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        long since = Long.parseLong(params.get("created[gte]"));
        int limit = Integer.parseInt(params.get("limit"));
        List<Intent> matching = new ArrayList<>(intents.stream().filter(intent -> intent.created() >= since).toList());
        String after = params.get("starting_after");
        if (after != null) {
            int last = matching.stream().map(Intent::id).toList().indexOf(after);
            matching.subList(0, last + 1).clear();
        }
        return """
                {"object": "list", "url": "/v1/payment_intents", "has_more": %b, "data": [%s]}""".formatted(matching.size() > limit,
                matching.stream().limit(limit).map(Intent::json).collect(Collectors.joining(", ")));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
