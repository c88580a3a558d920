package dev.holdfast.audit.rows;

import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;

/** All orders, by the numbers in which they came. */
public final class OrderTable {

    private static final OrderStatus[] STATUSES = OrderStatus.values();

    private final LongIndex ids;
    private final LongIndex holds;
    private final TextIndex customers;
    private final TextIndex currencies = new TextIndex(8);
    private final long[] hold;
    private final long[] product;
    private final int[] customer;
    private final int[] quantity;
    private final long[] unitPrice;
    private final long[] total;
    private final short[] currency;
    private final byte[] status;
    private final int[] version;
    /** By the number of the hold's id, the order. */
    private final int[] orderOfHold;

    /**
     * @param capacity  how many there are
     * @param customers shared with the holds
     */
    public OrderTable(int capacity, TextIndex customers) {
        this.ids = new LongIndex(capacity);
        this.holds = new LongIndex(capacity);
        this.customers = customers;
        this.hold = new long[capacity];
        this.product = new long[capacity];
        this.customer = new int[capacity];
        this.quantity = new int[capacity];
        this.unitPrice = new long[capacity];
        this.total = new long[capacity];
        this.currency = new short[capacity];
        this.status = new byte[capacity];
        this.version = new int[capacity];
        this.orderOfHold = new int[capacity];
    }

    public void add(Order order) {
        int at = ids.add(order.id());
        int holdsBefore = holds.size();
        int holdAt = holds.add(order.holdId());
        if (holdAt == holdsBefore) {
            orderOfHold[holdAt] = at;
        }
        hold[at] = order.holdId();
        product[at] = order.productId();
        customer[at] = order.customerId() == null ? -1 : customers.add(order.customerId());
        quantity[at] = order.quantity();
        unitPrice[at] = order.unitPrice();
        total[at] = order.total();
        currency[at] = (short) currencies.add(order.currency());
        status[at] = (byte) order.status().ordinal();
        version[at] = Math.toIntExact(order.version());
    }

    public Order get(int at) {
        return new Order(ids.key(at), hold[at], product[at], customer[at] < 0 ? null : customers.text(customer[at]), quantity[at],
                unitPrice[at], total[at], currencies.text(currency[at]), STATUSES[status[at]], version[at]);
    }

    /** @return -1 if there is no such order */
    public int find(long id) {
        return ids.find(id);
    }

    /** @return the first order of the hold, -1 if it has none */
    public int findByHold(long holdId) {
        int at = holds.find(holdId);
        return at < 0 ? -1 : orderOfHold[at];
    }

    public long id(int at) {
        return ids.key(at);
    }

    public int version(int at) {
        return version[at];
    }

    public OrderStatus status(int at) {
        return STATUSES[status[at]];
    }

    public int size() {
        return ids.size();
    }
}
