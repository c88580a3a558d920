package dev.holdfast.audit.rows;

import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;

/** All holds, by the numbers in which they came. */
public final class HoldTable {

    private static final HoldStatus[] STATUSES = HoldStatus.values();

    private final LongIndex ids;
    private final TextIndex customers;
    private final long[] product;
    private final int[] customer;
    private final int[] quantity;
    private final byte[] status;
    private final long[] expiresAt;
    private final int[] version;

    /**
     * @param capacity  how many there are
     * @param customers shared with the orders
     */
    public HoldTable(int capacity, TextIndex customers) {
        this.ids = new LongIndex(capacity);
        this.customers = customers;
        this.product = new long[capacity];
        this.customer = new int[capacity];
        this.quantity = new int[capacity];
        this.status = new byte[capacity];
        this.expiresAt = new long[capacity];
        this.version = new int[capacity];
    }

    public void add(Hold hold) {
        int at = ids.add(hold.id());
        product[at] = hold.productId();
        customer[at] = hold.customerId() == null ? -1 : customers.add(hold.customerId());
        quantity[at] = hold.quantity();
        status[at] = (byte) hold.status().ordinal();
        expiresAt[at] = hold.expiresAt();
        version[at] = Math.toIntExact(hold.version());
    }

    public Hold get(int at) {
        return new Hold(ids.key(at), product[at], customer[at] < 0 ? null : customers.text(customer[at]), quantity[at],
                STATUSES[status[at]], expiresAt[at], version[at]);
    }

    /** @return -1 if there is no such hold */
    public int find(long id) {
        return ids.find(id);
    }

    public long id(int at) {
        return ids.key(at);
    }

    public int version(int at) {
        return version[at];
    }

    /** @return the customer's number, -1 for none */
    public int customer(int at) {
        return customer[at];
    }

    public int size() {
        return ids.size();
    }
}
