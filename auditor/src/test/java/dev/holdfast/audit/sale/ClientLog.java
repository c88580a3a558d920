package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the lines of docs/auditing.md for what a client asked and was answered. */
public final class ClientLog {

    private final Sink sink;
    private long operations;

    ClientLog(Sink sink) {
        this.sink = sink;
    }

    void held(Hold hold) {
        invoke("hold", null, hold(hold));
        ok(201, "{\"hold_id\":" + hold.id() + ",\"product_id\":" + hold.productId() + ",\"quantity\":" + hold.quantity()
                + ",\"status\":\"reserved\",\"expires_at\":\"" + Events.time(hold.expiresAt()) + "\"}");
    }

    private static String hold(Hold hold) {
        return "{\"product_id\":" + hold.productId() + ",\"quantity\":" + hold.quantity()
                + (hold.customerId() == null ? "" : ",\"customer_id\":\"" + hold.customerId() + "\"") + "}";
    }

    void ordered(Order order, Hold hold) {
        invoke("order", null, "{\"hold_id\":" + order.holdId() + "}");
        ok(201, "{\"order_id\":" + order.id() + ",\"status\":\"pending\",\"hold_id\":" + order.holdId() + ",\"product_id\":" + order.productId()
                + ",\"quantity\":" + order.quantity() + ",\"unit_price\":" + Events.amount(order.unitPrice()) + ",\"total\":"
                + Events.amount(order.total()) + ",\"currency\":\"EUR\",\"expires_at\":\"" + Events.time(hold.expiresAt()) + "\"}");
    }

    void released(Hold hold) {
        invoke("release", null, "{\"hold_id\":" + hold.id() + "}");
        ok(200, "{\"hold_id\":" + hold.id() + ",\"status\":\"released\"}");
    }

    void cancelled(Order order) {
        invoke("cancel", null, "{\"order_id\":" + order.id() + "}");
        ok(200, "{\"order_id\":" + order.id() + ",\"status\":\"cancelled\"}");
    }

    public void paid(Payment payment) {
        invoke("pay", payment.key(), "{\"idempotency_key\":\"" + payment.key() + "\",\"order_id\":" + payment.orderId() + ",\"status\":\""
                + payment.status().name().toLowerCase(Locale.ROOT) + "\"}");
        PaymentOutcome outcome = Objects.requireNonNull(payment.outcome());
        if (outcome == PaymentOutcome.UNMATCHED) {
            refused(404, "order-not-found");
        } else {
            ok(200, "{\"order_id\":" + payment.orderId() + ",\"order_status\":\"" + Objects.requireNonNull(payment.orderStatus()).label()
                    + "\",\"outcome\":\"" + outcome.label() + "\"}");
        }
    }

    public void invoke(String kind, @Nullable String key, String request) {
        sink.logged("{\"op\":" + ++operations + ",\"phase\":\"invoke\",\"at\":" + operations + ",\"kind\":\"" + kind + "\",\"key\":"
                + (key == null ? "null" : "\"" + key + "\"") + ",\"request\":" + request + "}");
    }

    public void ok(int status, String body) {
        end("ok", status, body);
    }

    public void refused(int status, String problem) {
        end("refused", status, "{\"type\":\"https://holdfast.dev/problems/" + problem + "\",\"status\":" + status + "}");
    }

    public void unknown() {
        sink.logged("{\"op\":" + operations + ",\"phase\":\"unknown\",\"at\":" + operations + "}");
    }

    private void end(String phase, int status, String body) {
        sink.logged("{\"op\":" + operations + ",\"phase\":\"" + phase + "\",\"at\":" + operations + ",\"status\":" + status + ",\"body\":" + body + "}");
    }
}
