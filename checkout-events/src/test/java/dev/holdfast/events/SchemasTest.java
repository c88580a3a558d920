package dev.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SchemasTest {

    private static final Map<String, Object> VALID = Map.of(
            "hold", Examples.hold("reserved"),
            "order", Examples.order("pending"),
            "payment", Examples.charged("paid", "paid", "39.98"),
            "stock", Examples.stock(100));

    @ParameterizedTest
    @ValueSource(strings = {"hold", "order", "payment", "stock"})
    void aSchemaIsValidItselfAndAllowsFieldsThatAreAddedLater(String name) {
        assertThat(Published.errorsOfSchema(name)).isEmpty();
        assertThat(Published.schemaDocument(name).get("$id").asString()).isEqualTo("urn:holdfast:schema:" + name + ":v1");
        String later = json(name).replaceFirst("\\{", "{\"added_later\":{\"x\":[1]},");
        assertThat(Published.errors(name, later)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void theFieldsOfASchemaAreThoseOfItsRecord(String name, Class<? extends Record> record) {
        List<String> published = Arrays.stream(record.getRecordComponents()).map(SchemasTest::jsonName).toList();
        JsonNode schema = Published.schemaDocument(name);
        assertThat(schema.get("properties").propertyNames()).containsExactlyElementsOf(published);
        assertThat(schema.get("required").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(published.stream().filter(field -> !isNullable(schema, field)).toList());
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void theExtremesOfEachFieldFit(String name, Object event) {
        assertThat(Published.errors(name, Published.json(event))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "order", "payment", "stock"})
    void aMissingFieldIsRefused(String name) {
        JsonNode schema = Published.schemaDocument(name);
        schema.get("required").valueStream().map(JsonNode::asString).forEach(field -> {
            String without = json(name).replaceFirst("\"" + field + "\":(\"[^\"]*\"|[^,}]*),?", "").replace(",}", "}");
            assertThat(Published.errors(name, without)).as(without).extracting(error -> error.getKeyword()).containsExactly("required");
        });
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "hold, hold_id, 0", "hold, hold_id, 9007199254740992", "hold, hold_id, \"7169\"", "hold, hold_id, 1.5", "hold, product_id, 0",
            "hold, customer_id, 5", "hold, quantity, 0", "hold, quantity, 2147483648", "hold, quantity, null",
            "hold, status, \"pending\"", "hold, status, \"RESERVED\"", "hold, status, null", "hold, expires_at, \"tomorrow\"",
            "hold, expires_at, 1795770120", "hold, version, 0",
            "order, order_id, 0", "order, hold_id, null", "order, quantity, -1", "order, unit_price, -0.01", "order, unit_price, \"19.99\"",
            "order, total, 1000000000000000", "order, currency, \"eur\"", "order, currency, \"EURO\"", "order, status, \"reserved\"",
            "order, status, \"refund-required\"", "order, version, 0",
            "payment, idempotency_key, \"\"", "payment, idempotency_key, \"two words\"", "payment, order_id, \"8193\"",
            "payment, order_id, 9223372036854775808", "payment, status, \"paid\"", "payment, outcome, \"success\"",
            "payment, outcome, null",
            "payment, order_status, \"reserved\"", "payment, version, 0", "payment, amount, -0.01", "payment, amount, \"39.98\"",
            "payment, currency, \"eur\"",
            "stock, product_id, 0", "stock, total, -1", "stock, available, -1", "stock, available, 0.5", "stock, available, 2147483648",
            "stock, version, 0"})
    void aWrongValueIsRefused(String name, String field, String value) {
        String wrong = json(name).replaceFirst("\"" + field + "\":(\"[^\"]*\"|[^,}]*)", "\"" + field + "\":" + value);
        assertThat(wrong).isNotEqualTo(json(name));
        assertThat(Published.errors(name, wrong)).isNotEmpty()
                .allSatisfy(error -> assertThat(error.getInstanceLocation()).hasToString("/" + field));
    }

    @ParameterizedTest
    @CsvSource({"hold, customer_id, 65", "order, customer_id, 65", "payment, idempotency_key, 256"})
    void aTextThatIsTooLongIsRefused(String name, String field, int length) {
        String shortest = json(name).replaceFirst("\"" + field + "\":(\"[^\"]*\"|null)",
                "\"" + field + "\":\"" + "x".repeat(length - 1) + "\"");
        assertThat(Published.errors(name, shortest)).isEmpty();
        assertThat(Published.errors(name, shortest.replace("x".repeat(length - 1), "x".repeat(length)))).isNotEmpty();
    }

    static Stream<Arguments> records() {
        return Stream.of(Arguments.of("hold", HoldEvent.class), Arguments.of("order", OrderEvent.class),
                Arguments.of("payment", PaymentEvent.class), Arguments.of("stock", StockEvent.class));
    }

    static Stream<Arguments> extremes() {
        long id = Examples.LARGEST_ID;
        int most = Integer.MAX_VALUE;
        BigDecimal money = new BigDecimal("999999999999999.9999");
        return Stream.of(
                Arguments.of("hold", new HoldEvent(id, id, "x".repeat(64), most, "expired",
                        Instant.parse("9999-12-31T23:59:59.999999Z"), id)),
                Arguments.of("hold", new HoldEvent(1, 1, null, 1, "reserved", Instant.parse("1970-01-01T00:00:00Z"), 1)),
                Arguments.of("order", new OrderEvent(id, id, id, "x".repeat(64), most, money, money, "XTS", "refund_required", id)),
                Arguments.of("order", new OrderEvent(1, 1, 1, null, 1, new BigDecimal("0.0000"), BigDecimal.ZERO, "EUR", "paid", 1)),
                Arguments.of("payment", new PaymentEvent("~".repeat(255), Long.MAX_VALUE, "failure", "unmatched", null, id, money, "XTS")),
                Arguments.of("payment",
                        new PaymentEvent("!", Long.MIN_VALUE, "success", "duplicate_charge", "paid", 1, BigDecimal.ZERO, null)),
                Arguments.of("stock", new StockEvent(id, most, most, id)),
                Arguments.of("stock", new StockEvent(1, 0, 0, 1)));
    }

    private static String json(String name) {
        return Published.json(VALID.get(name));
    }

    private static String jsonName(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }

    private static boolean isNullable(JsonNode schema, String field) {
        return schema.get("properties").get(field).get("type").isArray();
    }
}
