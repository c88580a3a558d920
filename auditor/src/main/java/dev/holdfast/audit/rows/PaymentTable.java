package dev.holdfast.audit.rows;

import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.PaymentStatus;
import java.util.BitSet;

/** All payments, by the numbers in which they came. */
public final class PaymentTable {

    private static final byte NONE = -1;
    private static final PaymentStatus[] STATUSES = PaymentStatus.values();
    private static final PaymentOutcome[] OUTCOMES = PaymentOutcome.values();
    private static final OrderStatus[] ORDER_STATUSES = OrderStatus.values();

    private final TextIndex keys;
    private final long[] order;
    private final byte[] status;
    private final byte[] outcome;
    private final byte[] orderStatus;
    private final int[] version;
    private final BitSet chargesOther = new BitSet();

    /** @param capacity how many there are */
    public PaymentTable(int capacity) {
        this.keys = new TextIndex(capacity);
        this.order = new long[capacity];
        this.status = new byte[capacity];
        this.outcome = new byte[capacity];
        this.orderStatus = new byte[capacity];
        this.version = new int[capacity];
    }

    /** @param other whether its amount or its currency is known, and not the order's */
    public void add(Payment payment, boolean other) {
        int at = keys.add(payment.key());
        chargesOther.set(at, other);
        order[at] = payment.orderId();
        status[at] = (byte) payment.status().ordinal();
        outcome[at] = payment.outcome() == null ? NONE : (byte) payment.outcome().ordinal();
        orderStatus[at] = payment.orderStatus() == null ? NONE : (byte) payment.orderStatus().ordinal();
        version[at] = Math.toIntExact(payment.version());
    }

    public Payment get(int at) {
        return new Payment(keys.text(at), order[at], STATUSES[status[at]], outcome[at] == NONE ? null : OUTCOMES[outcome[at]],
                orderStatus[at] == NONE ? null : ORDER_STATUSES[orderStatus[at]], version[at]);
    }

    /** @return -1 if there is no such payment */
    public int find(String key) {
        return keys.find(key);
    }

    public String key(int at) {
        return keys.text(at);
    }

    public int version(int at) {
        return version[at];
    }

    /** @return whether it charged what its order does not cost */
    public boolean chargesOther(int at) {
        return chargesOther.get(at);
    }

    public int size() {
        return keys.size();
    }
}
