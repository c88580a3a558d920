package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.DueProduct;
import dev.holdfast.checkout.order.DueOrder;
import dev.holdfast.checkout.order.DueOrderTable;
import dev.holdfast.checkout.payment.PaymentTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What whoever asks a payment provider needs to know first. Without locks: what is found may have changed when it is used. */
public final class FindUnsettled {

    private final CheckoutTables tables;
    private final DueOrderTable dueOrders;
    private final PaymentTable payments;

    FindUnsettled(CheckoutTables tables, DueOrderTable dueOrders, PaymentTable payments) {
        this.tables = tables;
        this.dueOrders = dueOrders;
        this.payments = payments;
    }

    /**
     * Where there are more than {@code limit}, products are taken in a random order, so that none is always the last.
     *
     * @return pending orders whose holds ran out less than {@code grace} ago and were not expired yet
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    public List<DueOrder> dueOrders(Duration grace, int limit) {
        List<Long> products = new ArrayList<>(tables.holds().productsWithDueHolds().stream().map(DueProduct::productId).toList());
        Collections.shuffle(products);
        List<DueOrder> due = new ArrayList<>();
        for (long product : products) {
            if (due.size() < limit) {
                due.addAll(dueOrders.due(product, grace, limit - due.size()));
            }
        }
        return due;
    }

    /**
     * @return those of the keys under which a payment is on record, whatever came of it
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    public Set<String> knownPayments(Collection<String> idempotencyKeys) {
        return payments.known(idempotencyKeys);
    }
}
