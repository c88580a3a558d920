package dev.holdfast.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithApi.class)
class IdempotencyKeyIT {

    private static final String HEADER = "Idempotency-Key";
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final RunningApi api;
    private String key = "";

    IdempotencyKeyIT(RunningApi api) {
        this.api = api;
    }

    @BeforeEach
    void everyTestHasItsKey(TestInfo test) {
        key = test.getTestMethod().orElseThrow().getName() + TESTS.incrementAndGet();
    }

    @Test
    void aRepeatedHoldIsTheSameHold() {
        long product = api.product(10);
        Answer first = hold(product, 2).isJson(201);
        Map<String, Long> rows = api.rows();

        Answer again = hold(product, 2);

        assertThat(replayed(first)).isFalse();
        assertSame(again, first);
        assertThat(again.header("Location")).isEqualTo("/api/holds/" + first.number("hold_id"));
        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void anAnswerWithAKeyIsTheAnswerWithoutOne() {
        long product = api.product(10);
        Answer with = hold(product, 2).isJson(201);
        Answer without = api.post("/api/holds", body(product, 2)).isJson(201);

        assertThat(with.json().propertyNames()).containsExactlyElementsOf(without.json().propertyNames());
        assertThat(with.response().headers().map().keySet()).isEqualTo(without.response().headers().map().keySet());
        Answer refused = api.post("/api/holds", body(product, 11)).isProblem(409, "insufficient-stock");
        key = "other" + key;
        assertThat(hold(product, 11).isProblem(409, "insufficient-stock").text()).isEqualTo(refused.text());
    }

    @Test
    void theSameRequestMayBeWrittenInAnotherWay() {
        long product = api.product(10);
        Answer first = hold(product, 2).isJson(201);

        assertSame(api.post("/api/holds", """
                { "quantity" : 2,
                  "customer_id": null, "product_id": %d }""".formatted(product), HEADER, '"' + key + '"'), first);
    }

    @Test
    void anotherRequestUnderTheKeyIsRefusedAndLearnsNothing() {
        long product = api.product(10);
        long held = hold(product, 2).isJson(201).number("hold_id");
        Map<String, Long> rows = api.rows();

        Answer other = hold(product, 1).isProblem(422, "idempotency-key-mismatch");

        assertThat(other.text()).doesNotContain(key, Long.toString(held), "hold_id");
        assertThat(replayed(other)).isFalse();
        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void eachRouteHasKeysOfItsOwn() {
        long hold = hold(api.product(10), 2).isJson(201).number("hold_id");

        Answer order = api.post("/api/orders", "{\"hold_id\": %d}".formatted(hold), HEADER, key).isJson(201);
        Answer again = api.post("/api/orders", "{\"hold_id\": %d}".formatted(hold), HEADER, key);

        assertSame(again, order);
        assertThat(again.header("Location")).isEqualTo("/api/orders/" + order.number("order_id"));
    }

    @Test
    void aRefusalIsGivenAgainAlsoWhenThereAreUnitsAgain() {
        long product = api.product(2);
        long held = api.hold(product, 2);
        Answer refused = hold(product, 1).isProblem(409, "insufficient-stock");
        api.delete("/api/holds/" + held).isJson(200);

        assertSame(hold(product, 1), refused);

        key = "new" + key;
        hold(product, 1).isJson(201);
    }

    @Test
    void aRepeatIsAnsweredAlsoWhenTheProductIsKnownToBeSoldOut() {
        long product = api.product(1);
        Answer held = hold(product, 1).isJson(201);
        double before = api.metric("holdfast_sold_out_refusals_total");
        await().until(() -> {
            api.post("/api/holds", body(product, 1)).isProblem(409, "insufficient-stock");
            return api.metric("holdfast_sold_out_refusals_total") > before;
        });

        assertSame(hold(product, 1), held);
    }

    @Test
    void aMissingHoldIsRememberedAsMissing() {
        Answer missing = api.post("/api/orders", "{\"hold_id\": 987654321}", HEADER, key).isProblem(404, "hold-not-found");

        assertSame(api.post("/api/orders", "{\"hold_id\": 987654321}", HEADER, key), missing);
    }

    @Test
    void aCancelIsRepeatedAndItsPathIsPartOfTheRequest() {
        long product = api.product(10);
        long order = api.order(api.hold(product, 1));
        long other = api.order(api.hold(product, 1));
        Answer cancelled = api.post("/api/orders/" + order + "/cancel", "", HEADER, key).isJson(200);

        assertSame(api.post("/api/orders/" + order + "/cancel", "", HEADER, key), cancelled);
        api.post("/api/orders/" + other + "/cancel", "", HEADER, key).isProblem(422, "idempotency-key-mismatch");
        assertThat(api.get("/api/orders/" + other).json().required("status").stringValue()).isEqualTo("pending");
    }

    @Test
    void theWebhookHonoursTheHeaderBesideItsOwnKey() {
        long order = api.order(api.hold(api.product(10), 1));
        String payment = """
                {"idempotency_key": "%s", "order_id": %d, "status": "success"}""";
        Answer paid = api.post("/api/payments/webhook", payment.formatted(key, order), HEADER, key).isJson(200);

        assertSame(api.post("/api/payments/webhook", payment.formatted(key, order), HEADER, key), paid);
        api.post("/api/payments/webhook", payment.formatted(key + 2, order), HEADER, key).isProblem(422, "idempotency-key-mismatch");
        Answer byItsOwnKey = api.post("/api/payments/webhook", payment.formatted(key, order)).isJson(200);
        assertThat(byItsOwnKey.text()).isEqualTo(paid.text());
        assertThat(replayed(byItsOwnKey)).isFalse();
    }

    @Test
    void aPaymentWithoutAnOrderIsDecidedAnewEachTime() {
        String payment = """
                {"idempotency_key": "%s", "order_id": 987654321, "status": "success"}""".formatted(key);
        api.post("/api/payments/webhook", payment, HEADER, key).isProblem(404, "order-not-found");

        Answer again = api.post("/api/payments/webhook", payment, HEADER, key).isProblem(404, "order-not-found");

        assertThat(replayed(again)).isFalse();
    }

    @Test
    void decisionsOfOperatorsAreRepeatedToo() {
        String path = "/admin/outbox/parked/00000000-0000-0000-0000-000000000001/skip";
        String decision = "{\"operator\": \"op\", \"reason\": \"why\"}";
        Answer missing = api.post(path, decision, HEADER, key).isProblem(404, "parked-event-not-found");

        assertSame(api.post(path, decision, HEADER, key), missing);
        api.post(path, "{\"operator\": \"op\", \"reason\": \"another\"}", HEADER, key).isProblem(422, "idempotency-key-mismatch");
    }

    @Test
    void aRequestThatWasNotUnderstoodLeavesItsKeyNew() {
        long product = api.product(10);
        hold(product, 0).isInvalid("quantity");

        hold(product, 1).isJson(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "\"\"", "two words", "\"a\";b=1"})
    void aHeaderThatIsNoKeyIsRefusedAndNotPassedOver(String header) {
        long product = api.product(10);
        Map<String, Long> rows = api.rows();

        api.post("/api/holds", body(product, 1), HEADER, header).isInvalid(HEADER);

        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void twoKeysAreRefused() {
        api.post("/api/holds", body(api.product(10), 1), HEADER, "one", HEADER, "two").isInvalid(HEADER);
    }

    private Answer hold(long product, int quantity) {
        return api.post("/api/holds", body(product, quantity), HEADER, key);
    }

    private static String body(long product, int quantity) {
        return "{\"product_id\": %d, \"quantity\": %d}".formatted(product, quantity);
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(replayed(again)).isTrue();
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        for (String header : List.of("Content-Type", "Location", "Retry-After", "Content-Length")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
    }

    private static boolean replayed(Answer answer) {
        return answer.header("Idempotency-Replayed").equals("true");
    }
}
