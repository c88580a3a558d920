package dev.holdfast.events;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of each kind of record. */
final class Examples {

    static final long LARGEST_ID = (1L << 53) - 1;

    private Examples() {
    }

    static HoldEvent hold(String status) {
        return new HoldEvent(7169, 1, "ada", 2, status, Instant.parse("2026-11-27T09:02:00.123456Z"), 2);
    }

    static OrderEvent order(String status) {
        return new OrderEvent(8193, 7169, 1, null, 2, new BigDecimal("19.99"), new BigDecimal("39.98"), "EUR", status, 1);
    }

    static PaymentEvent payment(String status, String outcome, @Nullable String orderStatus) {
        return new PaymentEvent("evt_1", 8193, status, outcome, orderStatus, 1, null, null);
    }

    static PaymentEvent charged(String outcome, String orderStatus, String amount) {
        return new PaymentEvent("stripe:pi_1:succeeded", 8193, "success", outcome, orderStatus, 1, new BigDecimal(amount), "EUR");
    }

    static StockEvent stock(int available) {
        return new StockEvent(1, 100, available, 42);
    }
}
