package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.Stock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From a changed row to its event, as the contract wants it. Written anew here: a test that shared the product's code would share its errors. */
public final class Events {

    private final SplittableRandom random;

    Events(long seed) {
        this.random = new SplittableRandom(seed);
    }

    EventRecord of(Aggregate told, String key, String name) {
        return new EventRecord(new UUID(random.nextLong(), random.nextLong()), told.kind(), key, "dev.holdfast." + name + ".v1", told.subject(),
                json(told).getBytes(StandardCharsets.UTF_8));
    }

    EventRecord of(Hold hold) {
        return of(hold, hold.subject(), "hold." + switch (hold.status()) {
            case RESERVED -> "created";
            case ATTACHED -> "attached";
            case CONSUMED -> "consumed";
            case RELEASED -> "released";
            case EXPIRED -> "expired";
        });
    }

    EventRecord of(Order order) {
        return of(order, Long.toString(order.holdId()), "order." + switch (order.status()) {
            case PENDING -> "created";
            case PAID -> "paid";
            case CANCELLED -> "cancelled";
            case EXPIRED -> "expired";
            case REFUND_REQUIRED -> "refund-required";
        });
    }

    EventRecord of(Payment payment, String key) {
        return of(payment, key, "payment." + switch (Objects.requireNonNull(payment.outcome())) {
            case PAID, CANCELLED, NO_EFFECT -> "received";
            case REFUND_REQUIRED -> "refund-required";
            case DUPLICATE_CHARGE -> "duplicate";
            case UNMATCHED -> "unmatched";
        });
    }

    EventRecord of(Stock stock, int before) {
        return of(stock, stock.subject(), "stock." + (before > 0 && stock.available() == 0 ? "sold-out"
                : before == 0 && stock.available() > 0 ? "restocked" : "changed"));
    }

    /** @return the row as an event tells it */
    public static String json(Aggregate told) {
        return switch (told) {
            case Hold hold -> "{\"hold_id\":" + hold.id() + ",\"product_id\":" + hold.productId() + ",\"customer_id\":" + text(hold.customerId())
                    + ",\"quantity\":" + hold.quantity() + ",\"status\":\"" + hold.status().label() + "\",\"expires_at\":\""
                    + time(hold.expiresAt()) + "\",\"version\":" + hold.version() + "}";
            case Order order -> "{\"order_id\":" + order.id() + ",\"hold_id\":" + order.holdId() + ",\"product_id\":" + order.productId()
                    + ",\"customer_id\":" + text(order.customerId()) + ",\"quantity\":" + order.quantity() + ",\"unit_price\":"
                    + amount(order.unitPrice()) + ",\"total\":" + amount(order.total()) + ",\"currency\":\"" + order.currency()
                    + "\",\"status\":\"" + order.status().label() + "\",\"version\":" + order.version() + "}";
            case Payment payment -> "{\"idempotency_key\":\"" + payment.key() + "\",\"order_id\":" + payment.orderId() + ",\"status\":\""
                    + payment.status().name().toLowerCase(Locale.ROOT) + "\",\"outcome\":\""
                    + Objects.requireNonNull(payment.outcome()).label() + "\",\"order_status\":" + text(label(payment.orderStatus()))
                    + ",\"version\":" + payment.version() + "}";
            case Stock stock -> "{\"product_id\":" + stock.productId() + ",\"total\":" + stock.total() + ",\"available\":" + stock.available()
                    + ",\"version\":" + stock.version() + "}";
        };
    }

    private static @Nullable String label(@Nullable OrderStatus status) {
        return status == null ? null : status.label();
    }

    private static String text(@Nullable String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }

    static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    public static BigDecimal amount(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, 4);
    }
}
