package dev.holdfast.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be understood is refused, by the name of the field, and changes nothing. */
@ExtendWith(WithApi.class)
class BadRequestIT {

    private static final String HOLDS = "/api/holds";
    private static final String WEBHOOK = "/api/payments/webhook";

    private final RunningApi api;
    private long product;
    private Map<String, Long> before = Map.of();

    BadRequestIT(RunningApi api) {
        this.api = api;
    }

    @BeforeEach
    void countTheRows() {
        product = api.product(10);
        before = api.rows();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(api.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "2147483648", "-2147483649", "9223372036854775808", "1e999999999", "1.5", "1.0", "1e1",
        "\"1\"", "\"\"", "true", "null", "[1]", "[]", "{}"})
    void aQuantityMustBeAnIntegerFromOneToTheLimit(String quantity) {
        api.post(HOLDS, "{\"product_id\": %d, \"quantity\": %s}".formatted(product, quantity)).isInvalid("quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "\"\"", "\"a b\"", "\"caf\\u00e9\"", "\"tab\\t\"", "[\"ann\"]", "{}",
        "\"12345678901234567890123456789012345678901234567890123456789012345\""})
    void aCustomerIdMustBeAStringOfVisibleAscii(String customer) {
        api.post(HOLDS, "{\"product_id\": %d, \"quantity\": 1, \"customer_id\": %s}".formatted(product, customer))
                .isInvalid("customer_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"product_id\": 1} | quantity",
        "{\"quantity\": 1} | product_id",
        "{\"product_id\": 9007199254740992, \"quantity\": 1} | product_id",
        "{\"product_id\": \"1\", \"quantity\": 1} | product_id",
        "{\"product_id\": 1, \"quantity\": 1, \"costumer_id\": \"ann\"} | costumer_id",
        "{\"product_id\": 1, \"quantity\": 1, \"quantity\": 2} | quantity",
        "{\"product_id\": 1, \"quantity\": } | quantity",
        "{\"product_id\": 1, \"quantity\": 1 | quantity",
        "{\"product_id\": 1, \"quantity\": 1} {} | body",
        "{\"product_id\": 1, \"quantity\": 1} x | body",
        "[] | body", "5 | body", "\"\" | body", "null | body", "hello | body", "'' | body"})
    void whatIsNotAHoldIsRefused(String json, String field) {
        api.post(HOLDS, json).isInvalid(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | hold_id", "{\"hold_id\": \"1\"} | hold_id", "{\"hold_id\": 0} | hold_id", "{\"hold_id\": 1, \"price\": 0} | price",
        "1 | body"})
    void whatIsNotAnOrderIsRefused(String json, String field) {
        api.post("/api/orders", json).isInvalid(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"idempotency_key\": \"k\", \"order_id\": 1, \"status\": \"paid\"} | status",
        "{\"idempotency_key\": \"k\", \"order_id\": 1, \"status\": \"SUCCESS\"} | status",
        "{\"idempotency_key\": \"k\", \"order_id\": 1, \"status\": 0} | status",
        "{\"idempotency_key\": \"k\", \"order_id\": 1, \"status\": null} | status",
        "{\"idempotency_key\": \"k\", \"order_id\": 1} | status",
        "{\"idempotency_key\": \"\", \"order_id\": 1, \"status\": \"success\"} | idempotency_key",
        "{\"idempotency_key\": \"a b\", \"order_id\": 1, \"status\": \"success\"} | idempotency_key",
        "{\"idempotency_key\": 7, \"order_id\": 1, \"status\": \"success\"} | idempotency_key",
        "{\"order_id\": 1, \"status\": \"success\"} | idempotency_key",
        "{\"idempotency_key\": \"k\", \"order_id\": \"1\", \"status\": \"success\"} | order_id",
        "{\"idempotency_key\": \"k\", \"status\": \"success\"} | order_id",
        "{\"idempotency_key\": \"k\", \"idempotency_key\": \"k\", \"order_id\": 1, \"status\": \"success\"} | idempotency_key"})
    void whatIsNotAPaymentIsRefused(String json, String field) {
        api.post(WEBHOOK, json).isInvalid(field);
    }

    @Test
    void anIdempotencyKeyHasALimit() {
        api.pay("k".repeat(256), 1, "success").isInvalid("idempotency_key");
    }

    @Test
    void everyFieldThatIsOutOfRangeIsNamedAtOnce() {
        var errors = api.post(HOLDS, """
                {"product_id": 0, "quantity": 0, "customer_id": ""}""").isProblem(400, "invalid-request").json().required("errors");

        assertThat(errors.toString()).isEqualTo("""
                [{"field":"customer_id","detail":"must be 1 to 64 visible ASCII characters without spaces"},\
                {"field":"product_id","detail":"must be from 1 to 9007199254740991"},\
                {"field":"quantity","detail":"must be from 1 to 1000"}]""");
    }

    @Test
    void deepNestingAndEndlessNumbersAreRefusedEvenInFieldsThatNobodyReads() {
        api.post(WEBHOOK, "{\"extra\": " + "[".repeat(8000) + "]".repeat(8000) + "}").isInvalid("body");
        api.post(WEBHOOK, "{\"extra\": " + "9".repeat(16000) + "}").isInvalid("body");
    }

    @Test
    void aBodyMayBeAsLongAsTheLimitAndNoLonger() {
        String limit = " ".repeat(16 * 1024);

        assertThat(api.post(HOLDS, limit).isInvalid("body").status()).isEqualTo(400);
        assertThat(api.post(HOLDS, limit + " ").isProblem(413, "body-too-large").number("max_bytes")).isEqualTo(16 * 1024);
    }

    @Test
    void aLongBodyIsRefusedEvenIfItsLengthWasNotAnnounced() {
        byte[] body = (" ".repeat(100_000) + "{\"product_id\": %d, \"quantity\": 1}".formatted(product)).getBytes();

        api.send(api.request(HOLDS).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))).isProblem(413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "nonsense"})
    void aBodyOfAnotherMediaTypeIsRefused(String mediaType) {
        for (String address : new String[] {HOLDS, "/api/orders", WEBHOOK}) {
            api.send(api.request(address).header("Content-Type", mediaType).POST(BodyPublishers.ofString(
                    "{\"product_id\": %d, \"quantity\": 1}".formatted(product)))).isProblem(415, "unsupported-media-type");
        }
    }

    @Test
    void aClientThatWantsSomethingElseThanJsonIsRefusedBeforeAnythingHappens() {
        api.post(HOLDS, "{\"product_id\": %d, \"quantity\": 1}".formatted(product), "Accept", "text/html")
                .isProblem(406, "not-acceptable");
        api.get("/api/products/" + product, "Accept", "application/xml").isProblem(406, "not-acceptable");
    }
}
