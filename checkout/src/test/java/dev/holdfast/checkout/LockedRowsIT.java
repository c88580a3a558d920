package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transaction waits for the rows that it names and for no others, also in a shop that has just opened: there a list names so much of
 * a table that an optimizer would rather read all of it, and a locking read locks what it reads.
 *
 * <p>Proven to notice, on MySQL 9.7 and MariaDB 11.4: without {@code FORCE INDEX} orders and releases end in a lock wait timeout; without
 * {@code SKIP LOCKED} the sweep does.
 */
class LockedRowsIT extends WithCheckout {

    private static final int OTHERS = 40;

    private final List<Long> products = LongStream.range(0, OTHERS).map(i -> newProduct()).boxed().toList();
    private Order locked;

    @BeforeEach
    void aPaidOrderOfOneProduct() {
        checkout.product(product, 10);
        products.forEach(id -> checkout.product(id, 10));
        locked = checkout.orderOfNewHold(product, 1);
        checkout.pay("locked " + product, locked.id(), PaymentStatus.SUCCESS);
    }

    @Test
    void ordersPaymentsAndCancelsOfOthersPassARowThatIsLocked() throws SQLException {
        List<Hold> holds = placed(products);
        try (Connection stranger = lockAllOfTheOrder()) {
            List<Order> orders = checkout.bean(PlaceOrders.class).place(holds.stream()
                    .map(hold -> new PlaceOrders.Command(hold.id(), null)).toList()).stream()
                    .map(outcome -> ((PlaceOrders.Outcome.Placed) outcome).order()).toList();
            assertThat(settle("first", orders, PaymentStatus.FAILURE)).hasSize(OTHERS);
            assertThat(settle("late", orders, PaymentStatus.SUCCESS)).hasSize(OTHERS);
            List<Order> more = placed(products).stream().map(hold -> checkout.order(hold.id())).toList();
            assertThat(checkout.bean(CancelOrders.class).cancel(more.stream()
                    .map(order -> new CancelOrders.Command(order.id(), null)).toList()))
                    .hasOnlyElementsOfType(CancelOrders.Outcome.Cancelled.class);
            stranger.rollback();
        }
    }

    @Test
    void repeatsOfOtherKeysPassAKeyThatIsLocked() throws SQLException {
        var requests = products.stream().map(id -> RunningCheckout.keyedHold("locked " + id, id, 1)).toList();
        checkout.bean(PlaceHolds.class).placeOnce(requests);
        checkout.holdOnce("locked", product, 1);
        try (Connection stranger = lock(
                "idempotency_key WHERE caller = 'somebody' AND route = 'POST /somewhere' AND idempotency_key = 'locked'")) {
            assertThat(checkout.bean(PlaceHolds.class).placeOnce(requests)).hasOnlyElementsOfType(Once.Result.Repeated.class);
            stranger.rollback();
        }
    }

    @Test
    void releasesOfOthersPassARowThatIsLocked() throws SQLException {
        List<Hold> holds = placed(products);
        try (Connection stranger = lockAllOfTheOrder()) {
            assertThat(checkout.bean(ReleaseHolds.class).release(holds.stream()
                    .map(hold -> new ReleaseHolds.Command(hold.id(), null)).toList()))
                    .hasOnlyElementsOfType(ReleaseHolds.Outcome.Released.class);
            stranger.rollback();
        }
    }

    @Test
    void aSweepPassesAHoldThatIsLocked() throws SQLException {
        Hold stale = checkout.hold(product, 1);
        Hold alsoLocked = checkout.hold(product, 1);
        Stream.of(stale, alsoLocked).forEach(hold -> checkout.makeStale(hold.id()));
        try (Connection stranger = lock("hold WHERE id = " + alsoLocked.id())) {
            assertThat(checkout.sweep(product)).isEqualTo(1);
            assertThat(checkout.holdStatus(stale.id())).isEqualTo("expired");
            stranger.rollback();
        }
        assertThat(checkout.sweep(product)).isEqualTo(1);
        assertThat(checkout.holdStatus(alsoLocked.id())).isEqualTo("expired");
    }

    private List<Hold> placed(List<Long> of) {
        return checkout.bean(PlaceHolds.class).place(of.stream().map(id -> new PlaceHolds.Command(id, 1, null, null)).toList()).stream()
                .map(outcome -> ((PlaceHolds.Outcome.Placed) outcome).hold()).toList();
    }

    private List<SettlePayments.Outcome> settle(String name, List<Order> orders, PaymentStatus status) {
        return checkout.bean(SettlePayments.class).settle(orders.stream()
                .map(order -> new SettlePayments.Command(name + order.id(), order.id(), status, null)).toList());
    }

    private Connection lockAllOfTheOrder() throws SQLException {
        return lock("payment p JOIN orders o ON o.id = p.order_id JOIN hold h ON h.id = o.hold_id JOIN stock s ON s.product_id = h.product_id"
                + " WHERE p.idempotency_key = 'locked " + product + "'");
    }

    /** @return the transaction that has locked the rows */
    private static Connection lock(String rows) throws SQLException {
        Connection stranger = database.dataSource().getConnection();
        stranger.setAutoCommit(false);
        try (var statement = stranger.createStatement()) {
            statement.executeQuery("SELECT 1 FROM " + rows + " FOR UPDATE");
        }
        return stranger;
    }
}
