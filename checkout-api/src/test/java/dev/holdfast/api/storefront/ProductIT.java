package dev.holdfast.api.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithApi.class)
class ProductIT {

    private final RunningApi api;

    ProductIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void aProductHasAllItsFieldsEvenThoseThatAreNull() {
        long product = api.product(7);

        assertThat(api.get("/api/products/" + product).isJson(200).text()).isEqualTo("""
                {"id":%d,"name":"Kettle","price":49.90,"currency":"EUR","available_stock":7,"sale_opens_at":null,"sale_closes_at":null}"""
                .formatted(product));
    }

    @Test
    void timesAreUtcWithAsManyDigitsAsTheyNeed() {
        long product = api.product(7, new Product(0, "Lamp", new BigDecimal("0.1250"), "EUR", null,
                Instant.parse("2026-01-01T00:00:00.123456Z"), Instant.parse("2099-01-01T00:00:00Z")));

        assertThat(api.get("/api/products/" + product).isJson(200).text()).contains("\"price\":0.125,",
                "\"sale_opens_at\":\"2026-01-01T00:00:00.123456Z\",\"sale_closes_at\":\"2099-01-01T00:00:00Z\"");
    }

    @Test
    void theListGoesOnAfterTheLastIdOfThePageBefore() {
        long first = api.product(1);
        long second = api.product(2);
        long third = api.product(3);

        Answer page = api.get("/api/products?limit=2&after=" + (first - 1)).isJson(200);
        Answer next = api.get("/api/products?limit=2&after=" + second).isJson(200);

        assertThat(ids(page)).containsExactly(first, second);
        assertThat(ids(next)).startsWith(third);
        assertThat(api.get("/api/products?after=9007199254740991").isJson(200).text()).isEqualTo("[]");
    }

    @Test
    void anUnknownProductIsNotFound() {
        assertThat(api.get("/api/products/987654").isProblem(404, "product-not-found").number("product_id")).isEqualTo(987654);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/products?limit=0, limit", "/api/products?limit=201, limit", "/api/products?limit=ten, limit",
        "/api/products?after=-1, after", "/api/products?after=1.5, after", "/api/products?limit=99999999999, limit",
        "/api/products/abc, id", "/api/products/0, id", "/api/products/-1, id", "/api/products/0x1F, id", "/api/products/1%20, id",
        "/api/products/9007199254740992, id", "/api/products/99999999999999999999, id", "/api/holds/abc, id", "/api/orders/1.0, id"})
    void whatIsNoUsableNumberIsRefusedByName(String address, String field) {
        api.get(address).isInvalid(field);
    }

    private static List<Long> ids(Answer page) {
        return page.json().valueStream().map(product -> product.required("id")).map(JsonNode::longValue).toList();
    }
}
