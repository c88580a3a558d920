package dev.holdfast.faults.buyer;

import java.util.Map;

/**
 * One call of the API.
 *
 * @param kind   as in the log of operations
 * @param method of HTTP
 * @param sends  whether the fields are its body
 * @param fields what it is about
 */
record Request(String kind, String method, String path, boolean sends, Map<String, Object> fields) {

    /** @param customer whom nobody else is, so that a hold whose answer was lost can be found */
    static Request hold(long product, int quantity, String customer) {
        return new Request("hold", "POST", "/api/holds", true,
                Map.of("product_id", product, "quantity", quantity, "customer_id", customer));
    }

    static Request release(long hold) {
        return new Request("release", "DELETE", "/api/holds/" + hold, false, Map.of("hold_id", hold));
    }

    static Request order(long hold) {
        return new Request("order", "POST", "/api/orders", true, Map.of("hold_id", hold));
    }

    static Request cancel(long order) {
        return new Request("cancel", "POST", "/api/orders/%d/cancel".formatted(order), false, Map.of("order_id", order));
    }

    static Request pay(Payment payment) {
        return new Request("pay", "POST", "/api/payments/webhook", true,
                Map.of("idempotency_key", payment.key(), "order_id", payment.order(), "status", payment.status()));
    }

    static Request read(long product) {
        return new Request("read", "GET", "/api/products/" + product, false, Map.of("product_id", product));
    }
}
