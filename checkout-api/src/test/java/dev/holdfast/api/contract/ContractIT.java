package dev.holdfast.api.contract;

import static dev.holdfast.api.AsDocumented.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.AsDocumented;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.contract.Operation;
import dev.holdfast.testing.TestDatabase;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Sends the requests of the document to a new system, and provokes each answer that it documents: {@link RunningApi} holds each against its
 * schema. A new answer in the document fails here until something has been seen to be answered so.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT {

    private static final String EVENT = "3f0b7a52-5b0e-4c8e-9a35-2d1f0a6c9b11";
    private static final String BY_ANN = "\"operator\": \"ann\", \"reason\": \"contract\"";
    private static final String WHY = "{\"operator\": \"zoe\", \"reason\": \"the topic takes larger records now\"}";

    /** Provoked where it takes more than a request: OverloadIT, DatabaseAwayIT, KeysAwayIT, SharedKeysIT, SlowClientIT. A bug nowhere. */
    private static final String ELSEWHERE =
            ".* (408 .*|500 .*|503 .*|409 idempotency-key-in-flight|429 too-many-idempotency-keys)|showContract 400 invalid-request";

    private static TestDatabase database;
    private static RunningApi api;

    @BeforeAll
    static void startWithTheSampleProduct() {
        database = TestDatabase.create();
        api = RunningApi.with(database, "--holdfast.api.sample-product=true");
    }

    @AfterAll
    static void stop() {
        api.close();
        database.close();
    }

    @Test
    @Order(1)
    void theExamplesOfTheDocumentWorkAsTheyStandOneAfterTheOther() {
        for (String id : new String[] {"listProducts", "showProduct", "placeHold", "showHold", "placeOrder", "showOrder", "settlePayment",
                "settleStripePayment", "recordRefund", "listOwedRefunds", "addProduct", "changeProduct", "changeStock", "listAllProducts",
                "showListedProduct", "searchHolds", "showFoundHold", "searchOrders", "showFoundOrder", "searchPayments", "createApiKey",
                "listApiKeys", "listActions"}) {
            Operation operation = CONTRACT.operation(id);
            String path = operation.path().replace("{id}", operation.path().contains("/products/") ? "1" : "1025");
            if (operation.requestSchema() == null) {
                assertThat(api.get(path).status()).isEqualTo(200);
            } else {
                operation.requestExamples().forEach(body -> assertThat(send(operation, path, body.toString()).status()).isIn(200, 201));
            }
        }
    }

    @Test
    @Order(2)
    void whatHoldsForEveryCallIsAnsweredByEveryCall() {
        for (Operation operation : CONTRACT.operations()) {
            String path = operation.path().replace("{id}", "1").replace("{event_id}", EVENT);
            send(operation, path, "{}", "Accept", "image/png").isProblem(406, "not-acceptable");
            send(operation, path, " ".repeat(20_000)).isProblem(413, "body-too-large");
            if (operation.requestSchema() != null) {
                send(operation, path, "{}", "Content-Type", "text/plain").isProblem(415, "unsupported-media-type");
            }
            if (!operation.parameters().isEmpty() || operation.requestSchema() != null) {
                send(operation, operation.path().replaceAll("\\{[^}]+}", "0") + "?limit=0", "{}", "Idempotency-Key", "a b")
                        .isProblem(400, "invalid-request");
            }
        }
    }

    @Test
    @Order(3)
    void holdsAreRefusedAsDocumented() {
        long product = api.product(1);
        api.get("/api/products/999999").isProblem(404, "product-not-found");
        api.post("/api/holds", hold(999_999)).isProblem(404, "product-not-found");
        api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 2}".formatted(product)).isProblem(409, "insufficient-stock");
        api.post("/api/holds", hold(api.product(1, terms(1, null)))).isProblem(409, "purchase-limit");
        api.post("/api/holds", hold(api.product(1, terms(null, Instant.now().plus(Duration.ofHours(1)))))).isProblem(409, "sale-not-open");
        mismatch("/api/holds", "{\"product_id\": 1, \"quantity\": 1}", "/api/holds", "{\"product_id\": 1, \"quantity\": 2}");

        long hold = api.hold(product, 1);
        api.get("/api/holds/999999").isProblem(404, "hold-not-found");
        api.delete("/api/holds/999999").isProblem(404, "hold-not-found");
        api.delete("/api/holds/" + hold).isJson(200);
        long attached = api.hold(product, 1);
        long order = api.order(attached);
        api.delete("/api/holds/" + attached).isProblem(409, "hold-not-reserved");
        api.post("/api/orders/" + order + "/cancel", "").isJson(200);
        long late = api.hold(product, 1);
        api.letTimePass(late);
        api.delete("/api/holds/" + late).isProblem(409, "hold-expired");
    }

    @Test
    @Order(4)
    void ordersAndPaymentsAreRefusedAsDocumented() {
        long product = api.product(5);
        api.post("/api/orders", "{\"hold_id\": 999999}").isProblem(404, "hold-not-found");
        long late = api.hold(product, 1);
        api.letTimePass(late);
        api.post("/api/orders", "{\"hold_id\": %d}".formatted(late)).isProblem(409, "hold-expired");
        long hold = api.hold(product, 1);
        long order = api.order(hold);
        api.post("/api/orders", "{\"hold_id\": %d}".formatted(hold)).isProblem(409, "hold-not-reserved");
        mismatch("/api/orders", "{\"hold_id\": %d}".formatted(hold), "/api/orders", "{\"hold_id\": 2}");
        api.get("/api/orders/999999").isProblem(404, "order-not-found");
        api.post("/api/orders/999999/cancel", "").isProblem(404, "order-not-found");
        api.pay("contract-1", order, "success").isJson(200);
        api.pay("contract-1", order, "failure").isProblem(409, "idempotency-key-reused");
        api.pay("contract-2", 999_999, "success").isProblem(404, "order-not-found");
        api.post("/api/orders/" + order + "/cancel", "").isProblem(409, "order-not-pending");
        mismatch("/api/orders/" + order + "/cancel", "", "/api/orders/2/cancel", "");
        mismatch("/api/payments/webhook", payment("contract-3", order), "/api/payments/webhook", payment("contract-4", order));
    }

    @Test
    @Order(5)
    void parkedEventsAreDecidedAsDocumented() {
        for (String decision : new String[] {"retry", "skip"}) {
            String path = "/admin/outbox/parked/" + EVENT + "/" + decision;
            api.post(path, WHY).isProblem(404, "parked-event-not-found");
            park();
            api.get("/admin/outbox/parked").isJson(200);
            api.post(path, WHY).isJson(202);
            api.post(path, WHY).isProblem(409, "parked-event-decided");
            api.database().sql("DELETE FROM parked_event").update();
            mismatch(path, WHY, path, WHY.replace("zoe", "ann"));
        }
    }

    @Test
    @Order(6)
    void operatorsAreRefusedAsDocumented() {
        long product = api.product(1);
        String stock = "/admin/products/%d/stock".formatted(product);
        api.get("/admin/products/999999").isProblem(404, "product-not-found");
        api.get("/admin/holds/999999").isProblem(404, "hold-not-found");
        api.get("/admin/orders/999999").isProblem(404, "order-not-found");
        api.put("/admin/products/999999", change(1)).isProblem(404, "product-not-found");
        api.put("/admin/products/" + product, change(7)).isProblem(409, "product-changed");
        api.post("/admin/products/999999/stock", stock(1)).isProblem(404, "product-not-found");
        api.post(stock, stock(-2)).isProblem(409, "stock-in-use");
        api.post(stock, stock(1_000_000_000)).isProblem(409, "too-many-units");
        mismatch(stock, stock(1), stock, stock(2));
        String kettle = CONTRACT.operation("addProduct").requestExamples().getFirst().toString();
        mismatch("/admin/products", kettle, "/admin/products", kettle.replace("500", "400"));
        api.delete("/admin/api-keys/999999").isProblem(404, "api-key-not-found");
        long key = api.post("/admin/api-keys", "{\"name\": \"till\", \"role\": \"storefront\"}").isJson(201).number("id");
        api.delete("/admin/api-keys/" + key).isJson(200);
    }

    @Test
    @Order(7)
    void refundsAndStripesEventsAreRefusedAsDocumented() {
        long order = api.order(api.hold(api.product(1), 1));
        api.pay("contract-5", order, "success").isJson(200);
        api.pay("contract-6", order, "success").isJson(200);
        api.post("/admin/refunds", refund("contract-0", "re_1")).isProblem(404, "payment-not-found");
        api.post("/admin/refunds", refund("contract-5", "re_1")).isProblem(409, "refund-not-owed");
        api.post("/admin/refunds", refund("contract-6", "re_1")).isJson(200);
        api.post("/admin/refunds", refund("contract-6", "re_2")).isProblem(409, "refund-recorded");
        mismatch("/admin/refunds", refund("contract-6", "re_1"), "/admin/refunds", refund("contract-6", "re_3"));

        String stripe = "/api/payments/webhook/stripe";
        api.post(stripe, intent("pi_a", 999_999)).isProblem(404, "order-not-found");
        api.post(stripe, intent("pi_b", order)).isJson(200);
        api.post(stripe, intent("pi_b", 1025)).isProblem(409, "idempotency-key-reused");
        mismatch(stripe, intent("pi_c", order), stripe, intent("pi_d", order));
    }

    @Test
    @Order(8)
    void whoIsNotKnownOrMayNotOrAsksTooOftenIsRefusedAsDocumented() {
        try (GuardedApi guarded = new GuardedApi("--holdfast.rate-limit.per-key.requests=5", "--holdfast.rate-limit.per-key.period=1h",
                "--holdfast.webhook.secrets=whsec_" + "A".repeat(32), "--holdfast.webhook.stripe.secrets=whsec_" + "A".repeat(32))) {
            String storefront = guarded.key("shop", "storefront");
            String admin = guarded.key("office", "admin");
            for (int sent = 0; sent < 5; sent++) {
                guarded.api().get("/api/products", GuardedApi.bearer(storefront)).isJson(200);
                guarded.api().get("/admin/products", GuardedApi.bearer(admin)).isJson(200);
            }
            for (Operation operation : CONTRACT.operations()) {
                boolean isOfTheShop = operation.roles().contains("storefront");
                if (operation.path().contains("webhook")) {
                    send(guarded.api(), operation, "x").isProblem(401, "webhook-signature-invalid");
                } else if (!operation.roles().isEmpty()) {
                    send(guarded.api(), operation, "x").isProblem(401, "unauthenticated");
                    send(guarded.api(), operation, isOfTheShop ? admin : storefront).isProblem(403, "forbidden");
                    send(guarded.api(), operation, isOfTheShop ? storefront : admin).isProblem(429, "too-many-requests");
                }
            }
        }
    }

    private static Answer send(RunningApi guarded, Operation operation, String key) {
        String path = operation.path().replace("{id}", "1").replace("{event_id}", EVENT);
        return guarded.send(guarded.request(path, "Content-Type", "application/json", "Authorization", "Bearer " + key)
                .method(operation.method(), BodyPublishers.ofString("{}")));
    }

    @Test
    @Order(9)
    void theDocumentItselfIsServed() {
        assertThat(api.get("/openapi.yaml").status()).isEqualTo(200);
    }

    @Test
    @Order(10)
    void everyDocumentedAnswerHasBeenSeen() {
        Set<String> unseen = new TreeSet<>(CONTRACT.operations().stream().flatMap(ContractIT::documented)
                .filter(answer -> !answer.matches(ELSEWHERE)).toList());
        unseen.removeAll(AsDocumented.seen());
        assertThat(unseen).isEmpty();
    }

    private static Stream<String> documented(Operation operation) {
        return operation.answers().entrySet().stream().flatMap(answer -> {
            Set<String> types = answer.getValue().problemTypes();
            return (types.isEmpty() ? Stream.of("") : types.stream()).map(type -> AsDocumented.name(operation.id(), answer.getKey(), type));
        });
    }

    private static Answer send(Operation operation, String path, String body, String... headers) {
        HttpRequest.Builder request = api.request(path, headers).method(operation.method(), BodyPublishers.ofString(body));
        return api.send(headers.length > 0 && headers[0].equals("Content-Type") ? request : request.header("Content-Type",
                "application/json"));
    }

    /** As a relay does it, with the event of the document's example. */
    private static void park() {
        api.database().sql("UPDATE outbox SET event_id = ? WHERE id = (SELECT id FROM (SELECT MIN(id) AS id FROM outbox) first)")
                .param(EVENT).update();
        api.database().sql("""
                INSERT INTO parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at,
                        tries)
                SELECT id, lane, event_id, aggregatetype, aggregateid, type, 'too large', NOW(6), NOW(6), 2
                FROM outbox WHERE event_id = ?""").param(EVENT).update();
    }

    private static void mismatch(String path, String body, String otherPath, String otherBody) {
        String key = "contract" + path.hashCode();
        api.post(path, body, "Idempotency-Key", key);
        api.post(otherPath, otherBody, "Idempotency-Key", key).isProblem(422, "idempotency-key-mismatch");
    }

    private static String hold(long product) {
        return "{\"product_id\": %d, \"quantity\": 1}".formatted(product);
    }

    private static String payment(String key, long order) {
        return "{\"idempotency_key\": \"%s\", \"order_id\": %d, \"status\": \"success\"}".formatted(key, order);
    }

    private static String change(long version) {
        return "{\"version\": %d, \"name\": \"Pot\", \"price\": 1, %s}".formatted(version, BY_ANN);
    }

    private static String stock(int change) {
        return "{\"change\": %d, %s}".formatted(change, BY_ANN);
    }

    private static String refund(String key, String reference) {
        return "{\"idempotency_key\": \"%s\", \"reference\": \"%s\", %s}".formatted(key, reference, BY_ANN);
    }

    private static String intent(String id, long order) {
        return """
                {"id": "evt_%s", "type": "payment_intent.succeeded",
                 "data": {"object": {"id": "%s", "amount": 4990, "currency": "eur", "metadata": {"order_id": "%d"}}}}"""
                .formatted(id, id, order);
    }

    private static Product terms(@Nullable Integer maxPerCustomer, @Nullable Instant opensAt) {
        return new Product(0, "Kettle", new BigDecimal("49.9"), "EUR", maxPerCustomer, opensAt, null);
    }
}
