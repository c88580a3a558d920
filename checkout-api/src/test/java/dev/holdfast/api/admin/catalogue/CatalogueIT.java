package dev.holdfast.api.admin.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(WithApi.class)
class CatalogueIT {

    private static final String PRODUCTS = "/admin/products";
    private static final String WHY = "\"operator\": \"Zoë\", \"reason\": \"spring sale ✓\"";

    private final RunningApi api;

    CatalogueIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void aProductIsAddedAndSoldAndShownWithAllItsUnits() {
        Answer added = add("""
                {"name": "Kettle", "price": 49.9, "currency": "EUR", "total": 10, "max_per_customer": 3,
                 "sale_opens_at": "2026-01-01T00:00:00Z", "sale_closes_at": "2999-01-01T00:00:00.5Z", %s}""").isJson(201);

        long id = added.number("id");
        assertThat(added.text()).isEqualTo("""
                {"id":%d,"name":"Kettle","price":49.90,"currency":"EUR","max_per_customer":3,"sale_opens_at":"2026-01-01T00:00:00Z",\
                "sale_closes_at":"2999-01-01T00:00:00.500Z","version":1,"total":10,"available":10,"held":0,"sold":0}""".formatted(id));
        assertThat(added.header("Location")).isEqualTo(PRODUCTS + "/" + id);
        assertThat(api.get(added.header("Location")).isJson(200).text()).isEqualTo(added.text());
        assertThat(api.get("/api/products/" + id).isJson(200).number("available_stock")).isEqualTo(10);

        long order = api.order(holdOf(id, "ann", 2));
        api.pay("catalogue-" + id, order, "success").isJson(200);
        holdOf(id, "bob", 1);
        api.letTimePass(holdOf(id, "eve", 3));
        assertThat(units(api.get(PRODUCTS + "/" + id))).containsExactly(10, 7, 1, 2);
        assertThat(actionOf(id)).isEqualTo("Zoë|add-product|spring sale ✓");
    }

    @Test
    void theLeastThatAProductNeedsIsEnough() {
        Answer added = add("{\"name\": \"Kettle\", \"price\": 0, \"currency\": \"EUR\", \"total\": 0, %s}").isJson(201);
        assertThat(added.text()).contains("\"price\":0.00,", "\"max_per_customer\":null,\"sale_opens_at\":null,\"sale_closes_at\":null,");
    }

    @Test
    void underOneKeyAProductIsAddedOnce() {
        String body = "{\"name\": \"Once\", \"price\": 1, \"currency\": \"EUR\", \"total\": 1, %s}".formatted(WHY);
        Answer first = api.post(PRODUCTS, body, "Idempotency-Key", "once-a-product").isJson(201);
        Answer again = api.post(PRODUCTS, body, "Idempotency-Key", "once-a-product").isJson(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(api.count("SELECT COUNT(*) FROM product WHERE name = 'Once'")).isOne();
    }

    @Test
    void aChangeCountsForLaterOrdersOnly() {
        long id = api.product(10);
        long before = api.order(api.hold(id, 2));
        long held = api.hold(id, 2);

        Answer changed = change(id, 1, "Teapot", "12.5").isJson(200);

        assertThat(changed.text()).startsWith("{\"id\":%d,\"name\":\"Teapot\",\"price\":12.50,\"currency\":\"EUR\"".formatted(id));
        assertThat(changed.number("version")).isEqualTo(2);
        assertThat(api.get("/api/orders/" + before).text()).contains("\"unit_price\":49.90,\"total\":99.80");
        assertThat(api.get("/api/orders/" + api.order(held)).text()).contains("\"unit_price\":12.50,\"total\":25.00");
        assertThat(api.get("/api/products/" + id).text()).contains("\"name\":\"Teapot\",\"price\":12.50");
        assertThat(actionOf(id)).isEqualTo("Zoë|change-product|spring sale ✓");
    }

    @Test
    void aLimitAndASaleWindowCountFromTheVeryNextHold() {
        long id = api.product(10);
        api.put(PRODUCTS + "/" + id, """
                {"version": 1, "name": "Kettle", "price": 49.9, "max_per_customer": 1, %s}""".formatted(WHY)).isJson(200);
        api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 2, \"customer_id\": \"ann\"}".formatted(id))
                .isProblem(409, "purchase-limit");
        api.put(PRODUCTS + "/" + id, """
                {"version": 2, "name": "Kettle", "price": 49.9, "sale_opens_at": "2999-01-01T00:00:00Z", %s}""".formatted(WHY)).isJson(200);
        assertThat(api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 2}".formatted(id))
                .isProblem(409, "sale-not-open").header("Retry-After")).isNotEmpty();
        change(id, 3, "Kettle", "49.9").isJson(200);
        api.hold(id, 2);
    }

    @Test
    void whoHasReadAnEarlierVersionIsToldSoAndTheSameChangeAgainIsHarmless() {
        long id = api.product(1);
        change(id, 1, "Teapot", "1.50").isJson(200);
        Map<String, Long> before = api.rows();

        Answer refused = change(id, 1, "Cup", "2").isProblem(409, "product-changed");
        assertThat(refused.number("version")).isEqualTo(2);
        assertThat(refused.number("product_id")).isEqualTo(id);
        assertThat(change(id, 1, "Teapot", "1.5").isJson(200).number("version")).as("sent again").isEqualTo(2);
        assertThat(api.rows()).isEqualTo(before);
        change(987_654, 1, "Cup", "2").isProblem(404, "product-not-found");
    }

    @Test
    void theListGoesOnAfterTheLastIdOfThePageBefore() {
        List<Long> ids = List.of(api.product(1), api.product(2), api.product(3));
        assertThat(listed("?limit=2&after=" + (ids.getFirst() - 1))).isEqualTo(ids.subList(0, 2));
        assertThat(listed("?limit=2&after=" + ids.get(1))).isEqualTo(ids.subList(2, 3));
        api.get(PRODUCTS + "?limit=201").isInvalid("limit");
        api.get(PRODUCTS + "/x").isInvalid("id");
        api.get(PRODUCTS + "/987654").isProblem(404, "product-not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name | null", "name | \"\"", "name | 5", "name | \"a\\nb\"", "price | null", "price | -0.01", "price | 0.00001",
        "price | 1000000000", "price | 1e999999999", "price | \"1\"", "price | true", "currency | null", "currency | \"eur\"",
        "currency | \"EURO\"", "total | -1", "total | 1000000001", "total | 1.0", "total | \"1\"", "total | null", "max_per_customer | 0",
        "max_per_customer | 1000000001", "max_per_customer | \"1\"", "max_per_customer | 1.5", "sale_opens_at | 1767225600",
        "sale_opens_at | \"2026-01-01\"", "sale_opens_at | \"2026-02-30T00:00:00Z\"", "sale_opens_at | \"2026-01-01T00:00:00+01:00\"",
        "sale_opens_at | \"1999-01-01T00:00:00Z\"", "sale_closes_at | \"9999-01-01T00:00:00Z\"",
        "sale_closes_at | \"2026-01-01T00:00:00.1234567Z\"",
        "sale_closes_at | \"\"", "operator | null", "operator | 7", "reason | \"\"", "colour | \"red\""})
    void whatIsNoProductIsRefusedByName(String field, String value) {
        Map<String, Long> before = api.rows();
        String valid = """
                {"name": "K", "price": 1, "currency": "EUR", "total": 1, "operator": "o", "reason": "r", "sale_opens_at": null}""";
        String known = "\"%s\": (\"[^\"]*\"|[^,}]+)".formatted(field);
        String body = valid.contains("\"" + field + "\"")
                ? valid.replaceFirst(known, Matcher.quoteReplacement("\"" + field + "\": " + value))
                : valid.replaceFirst("}$", Matcher.quoteReplacement(", \"" + field + "\": " + value + "}"));
        api.post(PRODUCTS, body).isInvalid(field);
        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void theRestIsRefusedAsEverywhere() {
        long id = api.product(1);
        Map<String, Long> before = api.rows();
        api.put(PRODUCTS + "/" + id, "{\"name\": \"K\", \"price\": 1, %s}".formatted(WHY)).isInvalid("version");
        api.put(PRODUCTS + "/" + id, "{\"version\": 1, \"name\": \"K\", \"price\": 1, \"currency\": \"USD\", %s}".formatted(WHY))
                .isInvalid("currency");
        api.put(PRODUCTS + "/" + id, "{\"version\": 1, \"name\": \"K\", \"price\": 1, \"total\": 5, %s}".formatted(WHY)).isInvalid("total");
        add("{\"name\": \"K\", \"price\": 1, \"currency\": \"EUR\", \"total\": 1, \"sale_opens_at\": \"2026-01-02T00:00:00Z\", "
                + "\"sale_closes_at\": \"2026-01-02T00:00:00Z\", %s}").isInvalid("sale_closes_at");
        api.delete(PRODUCTS + "/" + id).isProblem(405, "method-not-allowed");
        assertThat(api.rows()).isEqualTo(before);
    }

    private Answer add(String json) {
        return api.post(PRODUCTS, json.formatted(WHY));
    }

    private Answer change(long id, long version, String name, String price) {
        return api.put(PRODUCTS + "/" + id, "{\"version\": %d, \"name\": \"%s\", \"price\": %s, %s}".formatted(version, name, price, WHY));
    }

    private long holdOf(long product, String customer, int quantity) {
        return api.post("/api/holds", "{\"product_id\": %d, \"quantity\": %d, \"customer_id\": \"%s\"}"
                .formatted(product, quantity, customer)).isJson(201).number("hold_id");
    }

    private static List<Integer> units(Answer product) {
        return List.of("total", "available", "held", "sold").stream().map(field -> product.json().required(field).intValue()).toList();
    }

    private String actionOf(long product) {
        return api.database().sql("SELECT CONCAT_WS('|', operator, action, reason) FROM operator_action WHERE subject = ?")
                .param("product/" + product).query(String.class).single();
    }

    private List<Long> listed(String query) {
        return api.get(PRODUCTS + query).isJson(200).json().valueStream().map(product -> product.required("id").longValue()).toList();
    }
}
