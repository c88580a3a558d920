package dev.holdfast.api.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An instance in the middle of a rotation: it knows the old secret and the new one. */
@ExtendWith(OutputCaptureExtension.class)
class SignedWebhookIT {

    private static final String OLD = "whsec_b2xkIHNlY3JldCBvbGQgc2VjcmV0IG9sZCBzZWNyZXQ=";
    private static final String NEW = "whsec_bmV3IHNlY3JldCBuZXcgc2VjcmV0IG5ldyBzZWNyZXQ=";
    private static final String FOREIGN = "whsec_Zm9yZWlnbiBmb3JlaWduIGZvcmVpZ24gZm9yZWlnbg==";
    private static final String PATH = "/api/payments/webhook";

    private static TestDatabase database;
    private static RunningApi api;
    private String key = "";

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        api = RunningApi.on(database, database.jdbcUrl(), "--holdfast.webhook.secrets=" + NEW + "," + OLD);
    }

    @AfterAll
    static void stop() {
        api.close();
        database.close();
    }

    @BeforeEach
    void everyTestHasItsKey(TestInfo test) {
        key = test.getTestMethod().orElseThrow().getName();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void aDeliverySignedWithEitherSecretIsSettledAndIsOnRecordAsSigned(String secret) {
        long order = pendingOrder();
        String id = "msg_" + order;
        assertThat(deliver(secret, id, now(), body(key + order, order)).isJson(200).text()).contains("\"outcome\":\"paid\"");
        assertThat(api.count("SELECT COUNT(*) FROM payment WHERE idempotency_key = ? AND provider_event_id = ? AND signed",
                key + order, id)).isEqualTo(1);
    }

    @Test
    void anUnsignedDeliveryChangesNothing(CapturedOutput log) {
        long order = pendingOrder();
        Map<String, Long> rows = api.rows();
        double refused = refused("missing");

        Answer answer = api.post(PATH, body(key, order)).isProblem(401, "webhook-signature-invalid");

        assertThat(answer.json().required("detail").stringValue()).contains("webhook-signature");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("standard-webhooks");
        assertThat(api.rows()).isEqualTo(rows);
        assertThat(refused("missing")).isEqualTo(refused + 1);
        assertThat(log).containsOnlyOnce("Refused a delivery from 127.0.0.1 to " + PATH + ", missing: The delivery is not signed");
    }

    @Test
    void aForgedDeliveryChangesNothingAndNeitherSignatureNorSecretIsLogged(CapturedOutput log) throws Exception {
        long order = pendingOrder();
        Map<String, Long> rows = api.rows();
        long time = now();
        String forged = new Webhook(FOREIGN).sign("msg_1", time, body(key, order));

        deliver("msg_1", time, forged, body(key, order)).isProblem(401, "webhook-signature-invalid");

        assertThat(api.rows()).isEqualTo(rows);
        assertThat(log.getAll()).doesNotContain(forged.substring(3), OLD.substring(6), NEW.substring(6));
    }

    @Test
    void aBodyThatWasChangedByOneByteOrWrittenAnewChangesNothing() throws Exception {
        long order = pendingOrder();
        String body = body(key, order);
        long time = now();
        String signature = new Webhook(NEW).sign("msg_1", time, body);
        Map<String, Long> rows = api.rows();

        for (String other : List.of(body.replace("success", "failure"), body.replace(" ", ""), body + "\n", "")) {
            deliver("msg_1", time, signature, other).isProblem(401, "webhook-signature-invalid");
        }
        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void aStaleDeliveryAndOneFromTheFutureChangeNothing() {
        long order = pendingOrder();
        Map<String, Long> rows = api.rows();
        double stale = refused("stale");

        Answer late = deliver(NEW, "msg_1", now() - 310, body(key, order)).isProblem(401, "webhook-signature-invalid");
        Answer early = deliver(NEW, "msg_1", now() + 310, body(key, order)).isProblem(401, "webhook-signature-invalid");

        assertThat(late.json().required("detail").stringValue()).contains("seconds ago");
        assertThat(early.json().required("detail").stringValue()).contains("in the future");
        assertThat(api.rows()).isEqualTo(rows);
        assertThat(refused("stale")).isEqualTo(stale + 1);
        deliver(NEW, "msg_1", now() - 200, body(key, order)).isJson(200);
    }

    @Test
    void aReplayWithinTheToleranceHasTheSameAnswerAndNoEffect() throws Exception {
        long order = pendingOrder();
        long time = now();
        String signature = new Webhook(NEW).sign("msg_1", time, body(key, order));
        Answer first = deliver("msg_1", time, signature, body(key, order)).isJson(200);
        Map<String, Long> rows = api.rows();

        assertThat(deliver("msg_1", time, signature, body(key, order)).isJson(200).text()).isEqualTo(first.text());
        assertThat(api.rows()).isEqualTo(rows);
    }

    @Test
    void theSignatureIsVerifiedBeforeTheJsonIsRead() {
        api.post(PATH, "{").isProblem(401, "webhook-signature-invalid");
        api.post(PATH, "").isProblem(401, "webhook-signature-invalid");
        deliver(NEW, "msg_1", now(), "{").isProblem(400, "invalid-request");
        deliver(NEW, "msg_1", now(), "").isInvalid("body");
        deliver(NEW, "msg_1", now(), "{\"idempotency_key\": \"k\", \"order_id\": 1, \"status\": \"perhaps\"}").isInvalid("status");
    }

    @Test
    void theOtherEndpointTakesNothingWithoutASecretOfItsOwn() {
        api.post(PATH + "/stripe", "{}").isProblem(401, "webhook-signature-invalid");
        assertThat(api.metric("holdfast_webhook_refused_total{reason=\"no-secret\",signed=\"stripe\"}")).isPositive();
    }

    @Test
    void withoutSecretsTheApiDoesNotStart() {
        assertThatThrownBy(() -> RunningApi.on(database, database.jdbcUrl(), "--holdfast.webhook.unsigned-allowed=false"))
                .rootCause().hasMessageContainingAll("holdfast.webhook.secrets", "holdfast.webhook.unsigned-allowed=true");
    }

    @Test
    void aWrongSettingIsRefusedWithoutPrintingTheSecretsBesideIt(CapturedOutput log) {
        assertThatThrownBy(() -> RunningApi.on(database, database.jdbcUrl(), "--holdfast.webhook.stripe.secrets=whsec_never_to_be_printed",
                "--holdfast.webhook.secrets=" + NEW, "--holdfast.webhook.tolerance=3h"))
                .rootCause().hasMessage("holdfast.webhook.tolerance must be 1s to 1h, but is PT3H");
        assertThatThrownBy(() -> RunningApi.on(database, database.jdbcUrl(), "--holdfast.webhook.secrets=" + NEW + ",whsec_tooshort"))
                .rootCause().hasMessageStartingWith("holdfast.webhook.secrets[1] must be");
        assertThat(log.getAll()).doesNotContain("whsec_never_to_be_printed", NEW, "whsec_tooshort");
    }

    private static long pendingOrder() {
        return api.order(api.hold(api.product(10), 2));
    }

    private static String body(String key, long order) {
        return "{\"idempotency_key\": \"%s\", \"order_id\": %d, \"status\": \"success\"}".formatted(key, order);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static double refused(String reason) {
        return api.metric("holdfast_webhook_refused_total{reason=\"%s\",signed=\"standard-webhooks\"}".formatted(reason));
    }

    private static Answer deliver(String secret, String id, long time, String body) {
        try {
            return deliver(id, time, new Webhook(secret).sign(id, time, body), body);
        } catch (Exception cannotSign) {
            throw new IllegalStateException(cannotSign);
        }
    }

    private static Answer deliver(String id, long time, String signature, String body) {
        return api.post(PATH, body, "webhook-id", id, "webhook-timestamp", Long.toString(time), "webhook-signature", signature);
    }
}
