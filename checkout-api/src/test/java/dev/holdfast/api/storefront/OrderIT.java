package dev.holdfast.api.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({WithApi.class, OutputCaptureExtension.class})
class OrderIT {

    private final RunningApi api;

    OrderIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void anOrderIsCreatedAtThePriceOfTheMomentAndCanBeFoundWhereTheLocationSays() {
        long product = api.product(10, new Product(0, "Lamp", new BigDecimal("12.5"), "USD", null, null, null));
        long hold = api.hold(product, 3);
        String expiresAt = api.get("/api/holds/" + hold).json().required("expires_at").stringValue();

        Answer placed = order(hold).isJson(201);

        long id = placed.number("order_id");
        assertThat(placed.text()).isEqualTo("""
                {"order_id":%d,"status":"pending","hold_id":%d,"product_id":%d,"quantity":3,"unit_price":12.50,"total":37.50,\
                "currency":"USD","expires_at":"%s"}""".formatted(id, hold, product, expiresAt));
        assertThat(placed.header("Location")).isEqualTo("/api/orders/" + id);
        assertThat(api.get(placed.header("Location")).isJson(200).text()).isEqualTo(placed.text());
    }

    @Test
    void aHoldBecomesOneOrderOnly() {
        long hold = api.hold(api.product(1), 1);
        order(hold).isJson(201);

        Answer refused = order(hold).isProblem(409, "hold-not-reserved");

        assertThat(refused.number("hold_id")).isEqualTo(hold);
        assertThat(refused.json().required("hold_status").stringValue()).isEqualTo("attached");
    }

    @Test
    void aReleasedHoldCannotBeOrdered() {
        long hold = api.hold(api.product(1), 1);
        api.delete("/api/holds/" + hold).isJson(200);

        assertThat(order(hold).isProblem(409, "hold-not-reserved").json().required("hold_status").stringValue()).isEqualTo("released");
    }

    @Test
    void aHoldWhoseTimeIsOverExpiresAtOrderingAndOneLineSaysSo(CapturedOutput log) {
        long product = api.product(4);
        long hold = api.hold(product, 4);
        api.letTimePass(hold);

        assertThat(order(hold).isProblem(409, "hold-expired").number("hold_id")).isEqualTo(hold);

        assertThat(api.count("SELECT COUNT(*) FROM hold WHERE id = ? AND status = 'expired'", hold)).isEqualTo(1);
        assertThat(api.count("SELECT available FROM stock WHERE product_id = ?", product)).isEqualTo(4);
        assertThat(log.getOut().lines().filter(line -> line.contains("Hold " + hold + " was found expired at ordering"))).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(order(987654).isProblem(404, "hold-not-found").number("hold_id")).isEqualTo(987654);
        assertThat(api.get("/api/orders/987654").isProblem(404, "order-not-found").number("order_id")).isEqualTo(987654);
        assertThat(cancel(987654).isProblem(404, "order-not-found").number("order_id")).isEqualTo(987654);
    }

    @Test
    void aCancelledOrderGivesItsUnitsBackOnceHoweverOftenItIsCancelled() {
        long product = api.product(2);
        long order = api.order(api.hold(product, 2));

        Answer cancelled = cancel(order).isJson(200);
        Answer again = cancel(order).isJson(200);

        assertThat(cancelled.json().required("status").stringValue()).isEqualTo("cancelled");
        assertThat(again.text()).isEqualTo(cancelled.text());
        assertThat(api.count("SELECT available FROM stock WHERE product_id = ?", product)).isEqualTo(2);
    }

    @Test
    void aPaidOrderIsNotCancelled() {
        long order = api.order(api.hold(api.product(2), 2));
        api.pay("paid-then-cancelled", order, "success").isJson(200);

        Answer refused = cancel(order).isProblem(409, "order-not-pending");

        assertThat(refused.number("order_id")).isEqualTo(order);
        assertThat(refused.json().required("order_status").stringValue()).isEqualTo("paid");
    }

    private Answer order(long hold) {
        return api.post("/api/orders", """
                {"hold_id": %d}""".formatted(hold));
    }

    private Answer cancel(long order) {
        return api.post("/api/orders/" + order + "/cancel", "");
    }
}
