package dev.holdfast.api.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jspecify.annotations.Nullable;

@ExtendWith(WithApi.class)
class HoldIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final RunningApi api;

    HoldIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void aHoldIsCreatedAndCanBeFoundWhereTheLocationSays() {
        long product = api.product(10);

        Answer placed = api.post("/api/holds", """
                {"product_id": %d, "quantity": 3, "customer_id": "ann"}""".formatted(product)).isJson(201);

        long id = placed.number("hold_id");
        String expiresAt = placed.json().required("expires_at").stringValue();
        assertThat(placed.text()).isEqualTo("""
                {"hold_id":%d,"product_id":%d,"quantity":3,"status":"reserved","expires_at":"%s"}""".formatted(id, product, expiresAt));
        assertThat(placed.header("Location")).isEqualTo("/api/holds/" + id);
        assertThat(Instant.parse(expiresAt)).isCloseTo(Instant.now().plus(Duration.ofMinutes(2)), within(20, ChronoUnit.SECONDS));
        assertThat(api.get(placed.header("Location")).isJson(200).text()).isEqualTo(placed.text());
        assertThat(available(product)).isEqualTo(7);
        assertThat(api.count("SELECT COUNT(*) FROM hold WHERE id = ? AND customer_id = 'ann'", id)).isEqualTo(1);
    }

    @Test
    void aReleasedHoldGivesItsUnitsBackOnceHoweverOftenItIsReleased() {
        long product = api.product(5);
        long hold = api.hold(product, 5);

        Answer released = api.delete("/api/holds/" + hold).isJson(200);
        Answer again = api.delete("/api/holds/" + hold).isJson(200);

        assertThat(released.json().required("status").stringValue()).isEqualTo("released");
        assertThat(again.text()).isEqualTo(released.text());
        assertThat(available(product)).isEqualTo(5);
    }

    @Test
    void anExpiredHoldCannotBeReleasedAndItsUnitsAreFree() {
        long product = api.product(5);
        long hold = api.hold(product, 5);
        api.letTimePass(hold);

        assertThat(api.get("/api/holds/" + hold).isJson(200).json().required("status").stringValue()).isEqualTo("expired");
        assertThat(available(product)).isEqualTo(5);
        assertThat(api.delete("/api/holds/" + hold).isProblem(409, "hold-expired").number("hold_id")).isEqualTo(hold);
    }

    @Test
    void aHoldWhoseOrderIsPaidIsNotReleasedNorIsItsOrderToBeCancelled() {
        long hold = api.hold(api.product(5), 1);
        api.pay("consumed-" + hold, api.order(hold), "success").isJson(200);

        Answer refused = api.delete("/api/holds/" + hold).isProblem(409, "hold-not-reserved");

        assertThat(refused.json().required("hold_status").stringValue()).isEqualTo("consumed");
        assertThat(refused.json().required("detail").stringValue()).contains("is paid").doesNotContain("cancel");
    }

    @Test
    void aHoldWithAnOrderIsNotReleasedButItsOrderCanBeCancelled() {
        long hold = api.hold(api.product(5), 1);
        api.order(hold);

        Answer refused = api.delete("/api/holds/" + hold).isProblem(409, "hold-not-reserved");

        assertThat(refused.json().required("hold_status").stringValue()).isEqualTo("attached");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(api.get("/api/holds/987654").isProblem(404, "hold-not-found").number("hold_id")).isEqualTo(987654);
        assertThat(api.delete("/api/holds/987654").isProblem(404, "hold-not-found").number("hold_id")).isEqualTo(987654);
        assertThat(place(987654, 1, null).isProblem(404, "product-not-found").number("product_id")).isEqualTo(987654);
    }

    @Test
    void moreThanIsLeftIsRefusedWithWhatIsLeft() {
        long product = api.product(3);

        Answer refused = place(product, 4, null).isProblem(409, "insufficient-stock");

        assertThat(refused.number("product_id")).isEqualTo(product);
        assertThat(refused.number("available_stock")).isEqualTo(3);
        assertThat(available(product)).isEqualTo(3);
    }

    @Test
    void beforeTheSaleABuyerIsToldWhenToComeBack() {
        Instant opensAt = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        long product = api.product(3, terms(null, opensAt, opensAt.plusSeconds(60)));

        Answer refused = place(product, 1, null).isProblem(409, "sale-not-open");

        assertThat(refused.json().required("opens_at").stringValue()).isEqualTo(opensAt.toString());
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(3500L, 3600L);
        assertThat(refused.number("product_id")).isEqualTo(product);
    }

    @Test
    void afterTheSaleABuyerIsNotToldToComeBack() {
        Instant closesAt = Instant.now().minusSeconds(60);
        long product = api.product(3, terms(null, null, closesAt));

        Answer refused = place(product, 1, null).isProblem(409, "sale-not-open");

        assertThat(refused.json().has("opens_at")).isFalse();
        assertThat(refused.header("Retry-After")).isEmpty();
    }

    @Test
    void aCustomerWhoWouldHaveTooManyIsToldHowManyRemain() {
        long product = api.product(10, terms(3, null, null));
        place(product, 2, "bob").isJson(201);

        Answer refused = place(product, 2, "bob").isProblem(409, "purchase-limit");

        assertThat(refused.number("max_per_customer")).isEqualTo(3);
        assertThat(refused.number("remaining")).isEqualTo(1);
        assertThat(place(product, 1, null).isProblem(409, "purchase-limit").number("remaining")).isZero();
        place(product, 3, "eve").isJson(201);
    }

    @Test
    void theTraceOfARequestReachesItsEventsUnlessItIsMalformed() {
        long product = api.product(10);
        String body = """
                {"product_id": %d, "quantity": 1}""".formatted(product);

        long traced = api.post("/api/holds", body, "traceparent", TRACE).isJson(201).number("hold_id");
        long untraced = api.post("/api/holds", body, "traceparent", TRACE.toUpperCase(java.util.Locale.ROOT)).isJson(201).number("hold_id");

        assertThat(traceOf(traced)).isEqualTo(TRACE);
        assertThat(traceOf(untraced)).isEmpty();
    }

    private String traceOf(long hold) {
        return api.database().sql("SELECT COALESCE(traceparent, '') FROM outbox WHERE aggregateid = ?").param(Long.toString(hold))
                .query((row, n) -> row.getString(1)).single();
    }

    private Answer place(long product, int quantity, @Nullable String customer) {
        return api.post("/api/holds", """
                {"product_id": %d, "quantity": %d, "customer_id": %s}"""
                .formatted(product, quantity, customer == null ? "null" : '"' + customer + '"'));
    }

    private long available(long product) {
        return api.get("/api/products/" + product).isJson(200).number("available_stock");
    }

    private static Product terms(@Nullable Integer limit, @Nullable Instant opensAt, @Nullable Instant closesAt) {
        return new Product(0, "Lamp", new BigDecimal("5"), "EUR", limit, opensAt, closesAt);
    }
}
