package dev.holdfast.api.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order of two kettles costs 99.80 EUR, which is 9980 to Stripe. */
class StripeWebhookIT {

    private static final String PATH = "/api/payments/webhook/stripe";
    private static final String SECRET = "whsec_one_of_stripes_endpoints";
    private static final String OTHER_SECRET = "whsec_another_of_its_endpoints";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static TestDatabase database;
    private static RunningApi api;

    private final int number = NUMBERS.incrementAndGet();
    private final String intent = "pi_%d_of_a_test".formatted(number);

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        api = RunningApi.on(database, database.jdbcUrl(), "--holdfast.webhook.stripe.secrets=" + OTHER_SECRET + "," + SECRET);
    }

    @AfterAll
    static void stop() {
        api.close();
        database.close();
    }

    @Test
    void anIntentThatSucceededPaysItsOrder() {
        long order = pendingOrder();
        assertThat(send(succeeded("evt_a", order, 9980, "eur")).isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"paid","outcome":"paid"}""".formatted(order));
        assertThat(api.database().sql("""
                SELECT CONCAT_WS(' ', idempotency_key, amount, currency, provider, provider_payment_id, provider_event_id, event_type,
                                 signed)
                FROM payment WHERE order_id = ?""").param(order).query(String.class).single())
                .isEqualTo("stripe:%1$s:succeeded 99.8000 EUR stripe %1$s %2$s payment_intent.succeeded 1".formatted(intent, id("evt_a")));
        assertThat(api.get("/admin/payments?order_id=" + order).isJson(200).text()).contains("""
                "charged_amount":99.80,"charged_currency":"EUR","provider":"stripe","provider_payment_id":"%s",""".formatted(intent));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSessionAndTheIntentOfOnePaymentAreOnePayment(boolean intentFirst) {
        long order = pendingOrder();
        String ofIntent = succeeded("evt_a", order, 9980, "eur");
        String ofSession = session("evt_b", "checkout.session.completed", "paid", order, 9980);

        Answer first = send(intentFirst ? ofIntent : ofSession).isJson(200);
        Map<String, Long> rows = api.rows();
        Answer second = send(intentFirst ? ofSession : ofIntent).isJson(200);

        assertThat(second.text()).isEqualTo(first.text()).contains("\"outcome\":\"paid\"");
        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void theSessionAndTheIntentTwentyTimesAtOnceAreOnePayment() throws InterruptedException {
        long order = pendingOrder();
        List<Callable<Answer>> deliveries = IntStream.range(0, 20).<Callable<Answer>>mapToObj(i -> () -> send(i % 2 == 0
                ? succeeded("evt_" + i, order, 9980, "eur") : session("evt_" + i, "checkout.session.completed", "paid", order, 9980)))
                .toList();

        assertThat(RunningApi.allAtOnce(deliveries)).extracting(answer -> answer.isJson(200).text()).containsOnly("""
                {"order_id":%d,"order_status":"paid","outcome":"paid"}""".formatted(order));
        assertThat(api.count("SELECT COUNT(*) FROM payment WHERE order_id = ?", order)).isEqualTo(1);
    }

    @Test
    void aSuccessAfterFailedAttemptsPaysTheOrderAfterAll() {
        long order = pendingOrder();
        assertThat(send(failed("evt_a", order)).isJson(200).text()).contains("\"outcome\":\"cancelled\"");
        assertThat(send(failed("evt_b", order)).isJson(200).text()).contains("\"outcome\":\"no_effect\"");
        assertThat(send(succeeded("evt_c", order, 9980, "eur")).isJson(200).text()).contains("\"outcome\":\"paid\"");
    }

    @Test
    void anOldFailureAfterTheSuccessUndoesNothing() {
        long order = pendingOrder();
        send(succeeded("evt_b", order, 9980, "eur")).isJson(200);
        assertThat(send(failed("evt_a", order)).isJson(200).text()).contains("\"order_status\":\"paid\"", "\"outcome\":\"no_effect\"");
    }

    @Test
    void anotherIntentForAPaidOrderIsADuplicateCharge() {
        long order = pendingOrder();
        send(succeeded("evt_a", order, 9980, "eur")).isJson(200);
        assertThat(send(succeeded("evt_b", order, 9980, "eur").replace(intent, intent + "_other")).isJson(200).text())
                .contains("\"outcome\":\"duplicate_charge\"");
    }

    @Test
    void anotherAmountOrCurrencyIsOwedBackAndTheOrderWaitsOn() {
        long order = pendingOrder();
        assertThat(send(succeeded("evt_a", order, 9979, "eur")).isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"pending","outcome":"refund_required"}""".formatted(order));
        assertThat(send(succeeded("evt_b", order, 9980, "usd").replace(intent, intent + "_usd")).isJson(200).text())
                .contains("\"outcome\":\"refund_required\"");
        assertThat(api.count("SELECT COUNT(*) FROM outbox WHERE type = 'dev.holdfast.payment.refund-required.v1' AND subject LIKE ?",
                "stripe:" + intent + "%")).isEqualTo(2);
        assertThat(send(succeeded("evt_c", order, 9980, "eur").replace(intent, intent + "_right")).isJson(200).text())
                .contains("\"outcome\":\"paid\"");
    }

    @Test
    void aCurrencyWithoutMinorUnitIsTakenAsItIs() {
        long order = api.order(api.hold(api.product(10, new Product(0, "Kettle", new BigDecimal("250"), "JPY", null, null, null)), 2));
        assertThat(send(succeeded("evt_a", order, 500, "jpy")).isJson(200).text()).contains("\"outcome\":\"paid\"");
    }

    @Test
    void aSessionWhosePaymentIsUnderWayWaitsForTheEventThatTellsItsEnd() {
        long order = pendingOrder();
        Map<String, Long> rows = api.rows();
        assertThat(send(session("evt_a", "checkout.session.completed", "unpaid", order, 9980)).isJson(200).text())
                .isEqualTo("{\"outcome\":\"ignored\",\"reason\":\"not-paid-yet\"}");
        assertThat(api.rows()).isEqualTo(rows);
        assertThat(send(session("evt_b", "checkout.session.async_payment_succeeded", "paid", order, 9980)).isJson(200).text())
                .contains("\"outcome\":\"paid\"");
    }

    @Test
    void aSessionWhosePaymentFailedLaterCancelsTheOrder() {
        long order = pendingOrder();
        assertThat(send(session("evt_a", "checkout.session.async_payment_failed", "unpaid", order, 9980)).isJson(200).text())
                .contains("\"outcome\":\"cancelled\"");
    }

    @Test
    void eventsThatAreNoConcernOfHoldfastsAreAnswered200WithoutEffect() {
        Map<String, Long> rows = api.rows();
        assertIgnored(event("evt_a", "charge.refunded", "{\"amount\": \"other than expected\", \"metadata\": [1, {}]}"), "other-type");
        assertIgnored(succeeded("evt_b", 1025, 9980, "eur").replace("order_id", "basket"), "no-order-id");
        assertIgnored(event("evt_c", "payment_intent.succeeded", "{\"id\": \"pi_x\"}"), "no-order-id");
        assertIgnored(succeeded("evt_d", 1025, 9980, "eur").replace("\"1025\"", "\"B-1025\""), "wrong-order-id");
        assertIgnored(succeeded("evt_e", 1025, 9980, "eur").replace("\"1025\"", "\"9007199254740992\""), "wrong-order-id");
        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void anUnknownOrderIsOnRecordAndAnswered404SoThatStripeSendsItAgain() {
        send(succeeded("evt_a", 987654, 9980, "eur")).isProblem(404, "order-not-found");
        assertThat(api.count("SELECT COUNT(*) FROM payment WHERE provider_payment_id = ? AND outcome = 'unmatched'", intent)).isEqualTo(1);
    }

    @Test
    void anEventThatIsNotAsDocumentedIsRefused() {
        send("{\"id\": \"evt_1\"}").isProblem(400, "invalid-request");
        send("{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"data\": {}}").isInvalid("data.object");
        for (String noObject : List.of("null", "[]", "5", "\"pi_1\"")) {
            send(event("evt_a", "payment_intent.succeeded", noObject)).isInvalid("data.object");
        }
        send(event("evt_a", "two\\nlines", "{}")).isInvalid("type");
        long order = pendingOrder();
        send(succeeded("evt_a", order, 9980, "eur").replace("9980", "\"9980\"")).isInvalid("data.object");
        send(succeeded("evt_a", order, 9980, "eur").replace("9980", "-1")).isInvalid("data.object");
        send(succeeded("evt_a", order, 9980, "euros")).isInvalid("data.object");
    }

    @Test
    void aDeliveryThatIsNotGenuineChangesNothing() throws Exception {
        long order = pendingOrder();
        String event = succeeded("evt_a", order, 9980, "eur");
        long now = Instant.now().getEpochSecond();
        Map<String, Long> rows = api.rows();

        api.post(PATH, event).isProblem(401, "webhook-signature-invalid");
        send(event, header("whsec_secret_of_somebody_else", event, now)).isProblem(401, "webhook-signature-invalid");
        send(event, header(SECRET, event, now - 310)).isProblem(401, "webhook-signature-invalid");
        send(event, header(SECRET, event, now + 310)).isProblem(401, "webhook-signature-invalid");
        send(event, header(SECRET, event.replace("9980", "9981"), now)).isProblem(401, "webhook-signature-invalid");
        send(event, "t=soon").isProblem(401, "webhook-signature-invalid");

        assertThat(api.rows()).isEqualTo(rows);
        send(event, header(OTHER_SECRET, event, now)).isJson(200);
    }

    private static void assertIgnored(String event, String reason) {
        assertThat(send(event).isJson(200).text()).isEqualTo("{\"outcome\":\"ignored\",\"reason\":\"%s\"}".formatted(reason));
    }

    private static long pendingOrder() {
        return api.order(api.hold(api.product(10), 2));
    }

    private String id(String event) {
        return event + "_" + number;
    }

    private String event(String id, String type, String object) {
        return """
                {"id": "%s", "object": "event", "api_version": "2026-10-28.example", "created": 1795770120, "livemode": false,
                 "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null}, "type": "%s", "data": {"object": %s}}"""
                .formatted(id(id), type, object);
    }

    private String succeeded(String id, long order, long amount, String currency) {
        return event(id, "payment_intent.succeeded", """
                {"id": "%s", "object": "payment_intent", "amount": %3$d, "amount_received": %3$d, "currency": "%4$s",
                 "latest_charge": "ch_1", "metadata": {"order_id": "%2$d"}, "payment_method_types": ["card"], "status": "succeeded"}"""
                .formatted(intent, order, amount, currency));
    }

    private String failed(String id, long order) {
        return event(id, "payment_intent.payment_failed", """
                {"id": "%s", "object": "payment_intent", "amount": 9980, "amount_received": 0, "currency": "eur",
                 "last_payment_error": {"code": "card_declined"}, "metadata": {"order_id": "%d"}, "status": "requires_payment_method"}"""
                .formatted(intent, order));
    }

    private String session(String id, String type, String paymentStatus, long order, long amount) {
        return event(id, type, """
                {"id": "cs_%d", "object": "checkout.session", "amount_subtotal": %d, "amount_total": %2$d, "currency": "eur",
                 "mode": "payment", "metadata": {"order_id": "%d"}, "payment_intent": "%s", "payment_status": "%s", "status": "complete"}"""
                .formatted(number, amount, order, intent, paymentStatus));
    }

    private static String header(String secret, String event, long time) {
        try {
            return Webhook.Signature.generateSignatureHeader(event, secret, time);
        } catch (Exception cannotSign) {
            throw new IllegalStateException(cannotSign);
        }
    }

    private static Answer send(String event) {
        return send(event, header(SECRET, event, Instant.now().getEpochSecond()));
    }

    private static Answer send(String event, String header) {
        return api.post(PATH, event, "Stripe-Signature", header);
    }
}
