package dev.holdfast.reconcile.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.reconcile.PaymentProvider.Answer;
import dev.holdfast.reconcile.ProviderPayment;
import dev.holdfast.reconcile.ProviderPayment.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripePaymentsIT {

    private static final String KEY = "sk_test_do_not_tell";
    private static final Instant SINCE = Instant.ofEpochSecond(1_000);

    private StripeStub stub;
    private StripePayments stripe;

    @BeforeEach
    void start() throws IOException {
        stub = new StripeStub();
        stripe = new StripePayments(new StripeProperties(KEY, stub.address()), Duration.ofMillis(500));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aSuccessHasTheKeyAndTheChargeThatItsWebhookHas() {
        stub.intent("pi_1", 1_000, "succeeded", 9_980, "eur", "1025");
        stub.intent("pi_2", 1_001, "succeeded", 500, "jpy", "2049");
        assertThat(everyPayment()).containsExactly(
                new ProviderPayment("stripe:pi_2:succeeded", 2049, Status.SUCCEEDED, new Charge(new BigDecimal("500"), "JPY"), "pi_2"),
                new ProviderPayment("stripe:pi_1:succeeded", 1025, Status.SUCCEEDED, new Charge(new BigDecimal("99.80"), "EUR"), "pi_1"));
        assertThat(stub.requests()).containsExactly("created[gte]=1000&limit=100");
        assertThat(stub.authorizations()).containsExactly("Bearer " + KEY);
    }

    @Test
    void ofTheOthersOnlyOneThatIsUnderWayIsTold() {
        stub.intent("pi_1", 1_000, "processing", 100, "eur", "1");
        for (String status : List.of("requires_payment_method", "requires_action", "requires_capture", "canceled", "new_in_2030")) {
            stub.intent("pi_" + status, 1_000, status, 100, "eur", "2");
        }
        stub.intent("pi_old", 999, "succeeded", 100, "eur", "3");
        assertThat(everyPayment()).singleElement().satisfies(payment -> {
            assertThat(payment.orderId()).isEqualTo(1);
            assertThat(payment.status()).isEqualTo(Status.UNDECIDED);
        });
    }

    @Test
    void paymentsThatAreOfNoOrderArePassedOver() {
        stub.intent("pi_1", 1_000, "succeeded", 100, "eur", null);
        for (String order : List.of("", "0", "01", "-1", "1e3", "9007199254740992", "99999999999999999999", "abc")) {
            stub.intent("pi_" + order, 1_000, "succeeded", 100, "eur", order);
        }
        stub.intent("pi_wrong amount", 1_000, "succeeded", -1, "eur", "1");
        stub.intent("pi_wrong_currency", 1_000, "succeeded", 100, "euro", "1");
        assertThat(everyPayment()).isEmpty();
    }

    @Test
    void allPagesAreReadEachOnce() {
        for (int i = 1; i <= 250; i++) {
            stub.intent("pi_" + i, 1_000 + i, "succeeded", 100, "eur", String.valueOf(i));
        }
        assertThat(everyPayment().stream().map(ProviderPayment::orderId)).hasSize(250).doesNotHaveDuplicates();
        assertThat(stub.requests()).containsExactly("created[gte]=1000&limit=100", "created[gte]=1000&limit=100&starting_after=pi_151",
                "created[gte]=1000&limit=100&starting_after=pi_51");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409, 429, 500, 503})
    void aRefusalIsToldWithoutTheKeyAndNotTriedAgainAtOnce(int status) {
        stub.next(exchange -> StripeStub.send(exchange, status, """
                {"error": {"type": "invalid_request_error", "code": "some_code", "message": "Invalid key: %s"}}""".formatted(KEY)));
        assertThat(stripe.list(SINCE, null)).isEqualTo(new Answer.Away("answered %d (some_code, request req_1)".formatted(status)));
        assertThat(stub.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "\"a\"", "{}", "{\"object\": \"list\", \"data\": []}",
            "{\"object\": \"list\", \"has_more\": true, \"data\": []}", "{\"object\": \"list\", \"has_more\": false, \"data\": null}",
            "<html>a proxy's page</html>", "{\"object\": \"list\", \"has_more\": false, \"data\": 7}"})
    void anAnswerThatIsNoListIsAFailureAndNotAnEmptyList(String body) {
        stub.next(exchange -> StripeStub.send(exchange, 200, body));
        assertThat(stripe.list(SINCE, null)).isInstanceOf(Answer.Away.class);
    }

    @Test
    @Timeout(20)
    void aServerThatDoesNotAnswerIsAFailureAfterTheTimeout() {
        stub.next(_ -> new CountDownLatch(1).await());
        assertThat(stripe.list(SINCE, null)).isEqualTo(new Answer.Away("cannot be reached"));
    }

    @Test
    void aConnectionThatIsLostInTheMiddleOfAnAnswerIsAFailure() {
        stub.next(StripePaymentsIT::breakOff);
        assertThat(stripe.list(SINCE, null)).isInstanceOf(Answer.Away.class);
    }

    @Test
    void nobodyListensIsAFailure() {
        StripePayments away = new StripePayments(new StripeProperties(KEY, URI.create("http://127.0.0.1:1")), Duration.ofMillis(500));
        assertThat(away.list(SINCE, null)).isEqualTo(new Answer.Away("cannot be reached"));
    }

    @Test
    void theKeyIsInNoText() {
        assertThat(new StripeProperties(KEY, stub.address()).toString()).doesNotContain(KEY);
        assertThatThrownBy(() -> new StripeProperties("pk_" + KEY, stub.address())).hasMessageNotContaining(KEY)
                .hasMessageContaining("holdfast.reconciler.stripe.key");
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        throw new IOException("as if the server had died");
    }

    private List<ProviderPayment> everyPayment() {
        List<ProviderPayment> payments = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Answer.Page page = (Answer.Page) stripe.list(SINCE, cursor);
            payments.addAll(page.payments());
            cursor = page.next();
        } while (cursor != null);
        return payments;
    }
}
