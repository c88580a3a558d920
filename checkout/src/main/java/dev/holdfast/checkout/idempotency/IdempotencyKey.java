package dev.holdfast.checkout.idempotency;

import java.util.Comparator;

/**
 * What its sender calls a request. Two senders, or two routes, never share a key.
 *
 * <p>Keys are locked by rising key: every transaction that needs several takes them in this order.
 *
 * @param caller who sends it, 1 to 64 visible ASCII characters
 * @param route  method and path with its variables unnamed, such as {@code POST /api/orders/{id}/cancel}; up to 64 characters
 * @param value  as the sender chose it, 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String caller, String route, String value) implements Comparable<IdempotencyKey> {

    // Of ASCII texts Java's order is the one of the columns, which are ascii_bin.
    private static final Comparator<IdempotencyKey> AS_IN_THE_TABLE =
            Comparator.comparing(IdempotencyKey::caller).thenComparing(IdempotencyKey::route).thenComparing(IdempotencyKey::value);

    @Override
    public int compareTo(IdempotencyKey other) {
        return AS_IN_THE_TABLE.compare(this, other);
    }
}
