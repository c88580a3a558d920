package dev.holdfast.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.CancelOrders;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.expiry.Shop;
import dev.holdfast.reconcile.ProviderPayment.Status;
import dev.holdfast.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LookBackIT {

    private static final KnownPayments provider = new KnownPayments();

    private static TestDatabase database;
    private static Shop shop;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        shop = Shop.with(provider, database);
    }

    @AfterAll
    static void stop() {
        shop.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        shop.clear();
        shop.product(1, 20);
        provider.forget();
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void aMissedPaymentOfAnOrderThatWasLetGoTakesItsUnitsAgain(CapturedOutput output) {
        long order = expired(2);
        provider.succeeded(order, KnownPayments.euros("39.98"));
        assertThat(lookBack()).isEqualTo(1);
        assertThat(shop.orderStatus(order)).isEqualTo("paid");
        assertThat(shop.available(1)).isEqualTo(18);
        assertThat(output.getAll().lines().filter(line -> line.contains("was never told by a webhook"))).singleElement().asString()
                .contains("for order " + order, "the order is paid");
        assertThat(lookBack()).isZero();
    }

    @Test
    void ifTheUnitsAreGoneTheMoneyIsOwedBack() {
        long order = expired(20);
        shop.hold(1, 1);
        provider.succeeded(order);
        assertThat(lookBack()).isEqualTo(1);
        assertThat(shop.orderStatus(order)).isEqualTo("refund_required");
    }

    @Test
    void aMissedPaymentOfACancelledOrderIsSettledAsLate() {
        long order = shop.order(shop.hold(1, 2));
        shop.bean(CancelOrders.class).cancel(List.of(new CancelOrders.Command(order, null)));
        provider.succeeded(order);
        assertThat(lookBack()).isEqualTo(1);
        assertThat(shop.orderStatus(order)).isEqualTo("paid");
    }

    @Test
    void anOrderWhoseTimeIsNotOverIsPaidToo() {
        long order = shop.order(shop.hold(1, 2));
        provider.succeeded(order);
        assertThat(lookBack()).isEqualTo(1);
        assertThat(shop.orderStatus(order)).isEqualTo("paid");
        assertThat(shop.available(1)).isEqualTo(18);
    }

    @Test
    void aSecondChargeForAPaidOrderIsOnRecord() {
        long order = shop.order(shop.hold(1, 1));
        shop.pay(order);
        provider.succeeded(order);
        assertThat(lookBack()).isEqualTo(1);
        assertThat(outcomes()).containsExactly("paid", "duplicate_charge");
    }

    @Test
    void aPaymentForNoOrderIsOnRecordOnce() {
        provider.succeeded(12_345);
        assertThat(lookBack()).isEqualTo(1);
        assertThat(lookBack()).isZero();
        assertThat(outcomes()).containsExactly("unmatched");
    }

    @Test
    void whatIsKnownOrUndecidedOrTheSameKeyTwiceChangesNothingMore() {
        long order = shop.order(shop.hold(1, 1));
        long undecided = shop.order(shop.hold(1, 1));
        ProviderPayment payment = provider.succeeded(order);
        // Listed twice, as by a list that moves while it is read.
        provider.add(payment);
        provider.undecided(undecided);
        provider.add(new ProviderPayment("other", order, Status.UNDECIDED, payment.charge(), "pay_other"));
        assertThat(lookBack()).isEqualTo(2);
        long before = shop.lastOutboxId();
        assertThat(lookBack()).isZero();
        assertThat(shop.eventsAfter(before)).isEmpty();
        assertThat(outcomes()).containsExactly("paid");
        assertThat(shop.orderStatus(undecided)).isEqualTo("pending");
    }

    @Test
    void aPaymentThatTheTablesDoNotTakeKeepsNoOtherFromBeingSettled() {
        long order = shop.order(shop.hold(1, 1));
        long other = shop.order(shop.hold(1, 1));
        provider.add(new ProviderPayment("x".repeat(300), order, Status.SUCCEEDED, Charge.UNSTATED, "pay_x"));
        provider.succeeded(other);
        lookBack();
        assertThat(shop.orderStatus(other)).isEqualTo("paid");
        assertThat(shop.orderStatus(order)).isEqualTo("pending");
        assertThat(outcomes()).containsExactly("paid");
    }

    private static long expired(int quantity) {
        long hold = shop.hold(1, quantity);
        long order = shop.order(hold);
        shop.makeStale(List.of(hold));
        assertThat(shop.expireHolds().expireDue(1, 500)).isEqualTo(1);
        return order;
    }

    private static int lookBack() {
        return shop.bean(LookBack.class).lookBackOnce();
    }

    private static List<String> outcomes() {
        return shop.jdbc().sql("SELECT outcome FROM payment ORDER BY received_at").query(String.class).list();
    }
}
