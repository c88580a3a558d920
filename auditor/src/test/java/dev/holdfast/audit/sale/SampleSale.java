package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.PaymentStatus;

/** One of everything that can happen, with product 1 (10 units) and product 2 (2 units). Ids count up, so tests can name them. */
public final class SampleSale {

    /** In the year 2100, so that nothing is stale when the sample lies in a database. */
    public static final long EXPIRES_AT = 4_102_444_800_123_456L;
    public static final long TAKEN_AT = EXPIRES_AT + 1_000_000;

    private final Sale sale;

    /** Reserved and released. */
    public final long releasedHold;
    /** Ordered and paid. */
    public final long paidHold;
    public final long paidOrder;
    /** Ordered and cancelled. */
    public final long cancelledOrder;
    /** Expired, then paid all the same. */
    public final long lateHold;
    public final long lateOrder;
    /** Expired, then paid when the units were gone. */
    public final long refundOrder;
    /** Its payment failed. */
    public final long failedOrder;
    /** Expired without an order. */
    public final long expiredHold;
    /** Still held, with an order. */
    public final long attachedHold;
    public final long attachedOrder;

    public SampleSale(Sink sink) {
        sale = new Sale(sink, EXPIRES_AT);
        sale.product(1, 10);
        sale.product(2, 2);
        releasedHold = sale.hold(1, 1, "ann");
        sale.release(releasedHold);
        paidHold = sale.hold(1, 2, "bob");
        paidOrder = sale.order(paidHold);
        sale.pay("pay-bob", paidOrder, PaymentStatus.SUCCESS);
        sale.pay("pay-bob-again", paidOrder, PaymentStatus.SUCCESS);
        cancelledOrder = sale.order(sale.hold(1, 1, "cid"));
        sale.cancel(cancelledOrder);
        lateHold = sale.hold(1, 1, "dan");
        lateOrder = sale.order(lateHold);
        sale.expire(lateHold);
        sale.pay("pay-dan", lateOrder, PaymentStatus.SUCCESS);
        long first = sale.hold(2, 2, "eve");
        refundOrder = sale.order(first);
        sale.expire(first);
        sale.hold(2, 2, "fay");
        sale.pay("pay-eve", refundOrder, PaymentStatus.SUCCESS);
        failedOrder = sale.order(sale.hold(1, 1, "gil"));
        sale.pay("pay-gil", failedOrder, PaymentStatus.FAILURE);
        sale.pay("pay-gil-late", failedOrder, PaymentStatus.FAILURE);
        expiredHold = sale.hold(1, 3, "hal");
        sale.expire(expiredHold);
        attachedHold = sale.hold(1, 1, null);
        attachedOrder = sale.order(attachedHold);
        sale.pay("pay-nobody", 99_999, PaymentStatus.SUCCESS);
        sale.log().invoke("hold", null, "{\"product_id\":2,\"quantity\":1,\"customer_id\":\"ida\"}");
        sale.log().refused(409, "insufficient-stock");
        sale.log().invoke("read", null, "{\"product_id\":1}");
        sale.log().ok(200, "{\"id\":1,\"available_stock\":6}");
        sale.log().invoke("hold", null, "{\"product_id\":2,\"quantity\":1,\"customer_id\":\"jim\"}");
        sale.log().unknown();
    }

    /** @return the sale written down in lists, and ended */
    public static Recorded recorded() {
        Recorded recorded = new Recorded();
        SampleSale sample = new SampleSale(recorded);
        recorded.rows.addAll(sample.sale.rows());
        recorded.takenAt = TAKEN_AT;
        return recorded;
    }

    public Sale sale() {
        return sale;
    }
}
