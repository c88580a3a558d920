package dev.holdfast.api.admin.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each search one answer in full, its pages, and what it refuses; what is found is the matter of the checkout's own tests. */
@ExtendWith(WithApi.class)
class SearchIT {

    private final RunningApi api;
    private final long product;

    SearchIT(RunningApi api) {
        this.api = api;
        this.product = api.product(10);
    }

    @Test
    void holdsAreFoundWithAllTheirFields() {
        long hold = hold("ann");
        Answer one = api.get("/admin/holds/" + hold).isJson(200);
        assertThat(one.text()).matches("""
                \\{"hold_id":%d,"product_id":%d,"customer_id":"ann","quantity":1,"status":"reserved","created_at":"[^"]+Z",\
                "expires_at":"[^"]+Z","version":1\\}""".formatted(hold, product));
        assertThat(api.get("/admin/holds?product_id=%d&customer_id=ann&status=reserved&created_from=%s&created_to=%s".formatted(
                product, "2026-01-01T00:00:00Z", "2999-01-01T00:00:00Z")).isJson(200).text())
                .isEqualTo("{\"items\":[%s],\"next\":null}".formatted(one.text()));
        api.get("/admin/holds/987654").isProblem(404, "hold-not-found");
    }

    @Test
    void ordersAreFoundWithAllTheirFieldsAlsoByTheirHold() {
        long hold = hold("ann");
        long order = api.order(hold);
        Answer one = api.get("/admin/orders/" + order).isJson(200);
        assertThat(one.text()).matches("""
                \\{"order_id":%d,"hold_id":%d,"product_id":%d,"customer_id":"ann","quantity":1,"unit_price":49.90,"total":49.90,\
                "currency":"EUR","status":"pending","created_at":"[^"]+Z","expires_at":"[^"]+Z","version":1\\}"""
                .formatted(order, hold, product));
        String page = "{\"items\":[%s],\"next\":null}".formatted(one.text());
        assertThat(api.get("/admin/orders?product_id=%d&status=pending".formatted(product)).isJson(200).text()).isEqualTo(page);
        assertThat(api.get("/admin/orders?hold_id=" + hold).isJson(200).text()).isEqualTo(page);
        assertThat(api.get("/admin/orders?hold_id=987654").isJson(200).text()).isEqualTo("{\"items\":[],\"next\":null}");
        api.get("/admin/orders/987654").isProblem(404, "order-not-found");
    }

    @Test
    void paymentsAreFoundWithAllTheirFieldsWhateverTheirKeyLooksLike() {
        long order = api.order(hold("ann"));
        String key = "pay/%d?&=+".formatted(product);
        api.pay(key, order, "success").isJson(200);
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);

        String page = api.get("/admin/payments?idempotency_key=" + encoded).isJson(200).text();

        assertThat(page).matches("""
                \\{"items":\\[\\{"idempotency_key":"pay/%d\\?&=\\+","order_id":%d,"status":"success","outcome":"paid",\
                "order_status":"paid","received_at":"[^"]+Z","charged_amount":null,"charged_currency":null,"provider":"generic",\
                "provider_payment_id":null,"product_id":%d,"customer_id":"ann","order_total":49.90,"currency":"EUR",\
                "refund_reference":null,"refunded_at":null\\}\\],"next":null\\}""".formatted(product, order, product));
        assertThat(api.get("/admin/payments?order_id=%d&status=success&outcome=paid&received_from=2026-01-01T00:00:00Z".formatted(order))
                .isJson(200).text()).isEqualTo(page);
    }

    @Test
    void whatWasChargedStandsBesideWhatTheOrderCosts() {
        long order = api.order(hold("ann"));
        String key = "too-little-" + product;
        assertThat(api.post("/api/payments/webhook", """
                {"idempotency_key": "%s", "order_id": %d, "status": "success", "amount": 19.9, "currency": "usd"}""".formatted(key, order))
                .isJson(200).text()).contains("refund_required");
        String charged = """
                "charged_amount":19.90,"charged_currency":"USD","provider":"generic","provider_payment_id":null,"product_id":%d,\
                "customer_id":"ann","order_total":49.90,"currency":"EUR",""".formatted(product);

        assertThat(api.get("/admin/payments?idempotency_key=" + key).isJson(200).text()).contains(charged);
        assertThat(api.get("/admin/payments?order_id=" + order).isJson(200).text()).contains(charged);
        assertThat(api.get("/admin/payments?outcome=refund_required&limit=200").isJson(200).text()).contains(charged);
        assertThat(api.get("/admin/refunds?limit=200").isJson(200).text()).contains(charged);
    }

    @Test
    void eachPageSaysWhereTheNextOneBegins() {
        List<Long> holds = List.of(hold("ann"), hold("ann"), hold("ann"));
        List<Long> orders = holds.stream().map(api::order).toList();
        orders.forEach(order -> api.pay("paged-" + order, order, "success"));

        Answer first = api.get("/admin/holds?limit=2&product_id=" + product).isJson(200);
        assertThat(ids(first, "hold_id")).containsExactly(holds.get(2), holds.get(1));
        assertThat(ids(api.get("/admin/holds?product_id=%d&after=%d".formatted(product, first.number("next"))), "hold_id"))
                .containsExactly(holds.get(0));
        Answer ofOrders = api.get("/admin/orders?limit=2&product_id=" + product).isJson(200);
        assertThat(ids(api.get("/admin/orders?product_id=%d&after=%d".formatted(product, ofOrders.number("next"))), "order_id"))
                .containsExactly(orders.get(0));
        Answer payments = api.get("/admin/payments?limit=2&product_id=" + product).isJson(200);
        assertThat(ids(payments, "order_id")).containsExactly(orders.get(2), orders.get(1));
        assertThat(ids(api.get("/admin/payments?product_id=%d&after=%s".formatted(product, payments.json().required("next").stringValue())),
                "order_id")).containsExactly(orders.get(0));
    }

    @Test
    void whatOperatorsHaveDoneIsListedTheLatestFirst() {
        for (int change : List.of(3, -2)) {
            api.post("/admin/products/%d/stock".formatted(product),
                    "{\"change\": %d, \"operator\": \"Zoë\", \"reason\": \"✓\"}".formatted(change))
                    .isJson(200);
        }
        Answer latest = api.get("/admin/actions?limit=1&subject=product/" + product).isJson(200);
        assertThat(latest.text()).matches("""
                \\{"items":\\[\\{"id":\\d+,"at":"[^"]+Z","caller":"anonymous","operator":"Zoë","action":"change-stock","subject":"product/%d","reason":"✓",\
                "details":\\{"change":-2,"total":11,"available":11\\},"outcome":null,"outcome_at":null\\}\\],"next":\\d+\\}"""
                .formatted(product));
        assertThat(api.get("/admin/actions?subject=product/%d&after=%d".formatted(product, latest.number("next"))).isJson(200).text())
                .contains("\"change\":3").endsWith("\"next\":null}");
        assertThat(ids(api.get("/admin/actions?limit=200"), "id")).contains(latest.number("next"));
    }

    @ParameterizedTest
    @CsvSource({"holds, status=pending, status", "holds, product_id=0, product_id", "holds, product_id=x, product_id",
        "holds, product_id=0x1F, product_id", "holds, customer_id=a%20b, customer_id", "holds, customer_id=, customer_id",
        "holds, created_from=yesterday, created_from", "holds, created_to=2026-01-01, created_to", "holds, after=0, after",
        "holds, after=abc, after", "holds, limit=0, limit", "holds, limit=201, limit", "holds, limit=9999999999999999999, limit",
        "orders, status=reserved, status", "orders, status=PAID, status", "orders, limit=201, limit", "orders, hold_id=0, hold_id",
        "orders, customer_id=a%20b, customer_id", "payments, outcome=lost, outcome", "payments, status=paid, status",
        "payments, order_id=-1, order_id", "payments, after=1, after", "payments, after=1.%21, after",
        "payments, after=999999999999999999.YQ, after",
        "payments, after=1.A, after", "payments, received_to=now, received_to", "payments, limit=201, limit",
        "payments, idempotency_key=, idempotency_key",
        "refunds, after=x, after", "refunds, limit=0, limit", "actions, after=-1, after", "actions, limit=201, limit",
        "actions, subject=, subject",
        "holds/x, '', id", "orders/0, '', id"})
    void whatIsNoSearchIsRefusedByName(String what, String query, String field) {
        api.get("/admin/" + what + "?" + query).isInvalid(field);
    }

    private long hold(String customer) {
        return api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 1, \"customer_id\": \"%s\"}".formatted(product, customer))
                .isJson(201).number("hold_id");
    }

    private static List<Long> ids(Answer page, String field) {
        return page.isJson(200).json().required("items").valueStream().map(item -> item.required(field).longValue()).toList();
    }
}
