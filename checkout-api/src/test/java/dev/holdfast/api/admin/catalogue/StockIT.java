package dev.holdfast.api.admin.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(WithApi.class)
class StockIT {

    private final RunningApi api;

    StockIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void unitsAreAddedAndWithdrawnAndBuyersSeeThemAtOnce() {
        long product = api.product(0);
        api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 1}".formatted(product)).isProblem(409, "insufficient-stock");

        Answer added = change(product, "5").isJson(200);

        assertThat(added.text()).isEqualTo("""
                {"product_id":%d,"total":5,"available":5,"held":0,"sold":0,"action_id":%d}"""
                .formatted(product, added.number("action_id")));
        api.hold(product, 3);
        assertThat(change(product, "-2").isJson(200).text()).contains("\"total\":3,\"available\":0,\"held\":3,\"sold\":0");
    }

    @Test
    void whatIsHeldOrSoldIsNotWithdrawn() {
        long product = api.product(10);
        api.pay("stock-it-" + product, api.order(api.hold(product, 4)), "success").isJson(200);
        api.hold(product, 3);
        Map<String, Long> before = api.rows();

        Answer refused = change(product, "-4").isProblem(409, "stock-in-use");

        assertThat(refused.text()).contains("\"product_id\":%d,\"total\":10,\"available\":3,\"held\":3,\"sold\":4".formatted(product));
        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void aRepeatUnderItsKeyChangesNothingMore() {
        long product = api.product(1);
        String body = body("7");
        Answer first = api.post(path(product), body, "Idempotency-Key", "stock-" + product).isJson(200);
        Answer again = api.post(path(product), body, "Idempotency-Key", "stock-" + product).isJson(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        api.post(path(product), body("8"), "Idempotency-Key", "stock-" + product).isProblem(422, "idempotency-key-mismatch");
        assertThat(api.get("/api/products/" + product).number("available_stock")).isEqualTo(8);
    }

    @Test
    void aProductHasALimitAndMustBeThere() {
        long product = api.product(1);
        Answer refused = change(product, "1000000000").isProblem(409, "too-many-units");
        assertThat(refused.number("total")).isEqualTo(1);
        assertThat(refused.number("max_total")).isEqualTo(1_000_000_000);
        assertThat(change(987_654, "1").isProblem(404, "product-not-found").number("product_id")).isEqualTo(987_654);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0", "1000000001", "-1000000001", "1.0", "\"1\"", "null", "true", "99999999999999999999", "[1]"})
    void aChangeIsAnIntegerOtherThanZero(String change) {
        long product = api.product(1);
        Map<String, Long> before = api.rows();
        change(product, change).isInvalid("change");
        assertThat(api.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"change\": 1, \"reason\": \"r\"} | operator", "{\"change\": 1, \"operator\": \"o\"} | reason",
        "{\"operator\": \"o\", \"reason\": \"r\"} | change",
        "{\"change\": 1, \"operator\": \"o\", \"reason\": \"r\", \"total\": 5} | total",
        "[] | body", "'' | body"})
    void whatIsNoStockChangeIsRefusedByName(String json, String field) {
        long product = api.product(1);
        Map<String, Long> before = api.rows();
        api.post(path(product), json).isInvalid(field);
        assertThat(api.rows()).isEqualTo(before);
    }

    private Answer change(long product, String units) {
        return api.post(path(product), body(units));
    }

    private static String path(long product) {
        return "/admin/products/" + product + "/stock";
    }

    private static String body(String units) {
        return "{\"change\": %s, \"operator\": \"ann\", \"reason\": \"a pallet came in\"}".formatted(units);
    }
}
