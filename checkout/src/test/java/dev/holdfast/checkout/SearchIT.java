package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.search.CheckoutFilter;
import dev.holdfast.checkout.search.Page;
import dev.holdfast.checkout.search.PaymentFilter;
import dev.holdfast.checkout.search.PaymentPosition;
import dev.holdfast.checkout.search.ReceivedPayment;
import dev.holdfast.checkout.search.SearchCheckouts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators find: as it is at this moment, page by page, each once. */
class SearchIT extends WithCheckout {

    @Test
    void holdsAreFoundByProductCustomerStatusAndTime() {
        checkout.product(product, 100);
        Hold reserved = hold("ann");
        Hold attached = hold("ann");
        checkout.order(attached.id());
        Hold released = hold("bob");
        checkout.release(released.id());
        Hold stale = hold("bob");
        checkout.makeStale(stale.id());

        assertThat(holds(null, null, null, null)).containsExactly(stale.id(), released.id(), attached.id(), reserved.id());
        assertThat(holds("ann", null, null, null)).containsExactly(attached.id(), reserved.id());
        assertThat(holds(null, "reserved", null, null)).containsExactly(reserved.id());
        assertThat(holds(null, "expired", null, null)).as("stale, not swept").containsExactly(stale.id());
        assertThat(holds("bob", "released", null, null)).containsExactly(released.id());
        assertThat(holds(null, null, released.createdAt(), null)).containsExactly(stale.id(), released.id());
        assertThat(holds(null, null, null, released.createdAt())).containsExactly(attached.id(), reserved.id());
        assertThat(search().hold(stale.id()).orElseThrow().status().label()).isEqualTo("expired");
        assertThat(search().hold(987_654)).isEmpty();
    }

    @Test
    void ordersAreFoundByProductCustomerStatusTimeAndHold() {
        checkout.product(product, 100);
        Order pending = checkout.order(hold("ann").id());
        Order paid = checkout.order(hold("ann").id());
        checkout.pay("search-" + product, paid.id(), PaymentStatus.SUCCESS);
        Order stale = checkout.order(hold("bob").id());
        checkout.makeStale(stale.holdId());

        assertThat(orders(null, null, null, null)).containsExactly(stale.id(), paid.id(), pending.id());
        assertThat(orders("ann", null, null, null)).containsExactly(paid.id(), pending.id());
        assertThat(orders("ann", "paid", null, null)).containsExactly(paid.id());
        assertThat(orders(null, "expired", null, null)).containsExactly(stale.id());
        assertThat(orders(null, "pending", null, null)).containsExactly(pending.id());
        assertThat(orders(null, null, paid.createdAt(), stale.createdAt())).containsExactly(paid.id());
        assertThat(orders("ann", null, paid.createdAt(), null)).containsExactly(paid.id());
        assertThat(search().orderOfHold(paid.holdId()).orElseThrow().id()).isEqualTo(paid.id());
        assertThat(search().order(stale.id()).orElseThrow().status().label()).isEqualTo("expired");
    }

    @Test
    void paymentsAreFoundByOrderProductCustomerOutcomeAndStatusAlsoThoseWithoutAnOrder() {
        checkout.product(product, 100);
        String of = "payment-%d-".formatted(product);
        Order order = checkout.order(hold("ann").id());
        checkout.pay(of + "1", order.id(), PaymentStatus.SUCCESS);
        checkout.pay(of + "2", order.id(), PaymentStatus.SUCCESS);
        checkout.pay(of + "3", order.id(), PaymentStatus.FAILURE);
        checkout.pay(of + "4", 987_654_000 + product, PaymentStatus.SUCCESS);

        assertThat(payments(order.id(), null, null, null, null)).containsExactly(of + "3", of + "2", of + "1");
        assertThat(payments(null, product, null, null, null)).containsExactly(of + "3", of + "2", of + "1");
        assertThat(payments(null, product, "ann", PaymentOutcome.DUPLICATE_CHARGE, null)).containsExactly(of + "2");
        assertThat(payments(null, product, "bob", null, null)).isEmpty();
        assertThat(payments(null, product, null, null, "failure")).containsExactly(of + "3");
        assertThat(payments(987_654_000 + product, null, null, PaymentOutcome.UNMATCHED, null)).containsExactly(of + "4");
        ReceivedPayment unmatched = search().payment(of + "4").orElseThrow();
        assertThat(unmatched.order()).isNull();
        assertThat(search().payment(of + "1").orElseThrow().order())
                .isEqualTo(new ReceivedPayment.PaidOrder(product, "ann", order.total(), "EUR"));
    }

    @Test
    void pagesOfPaymentsOfAllOutcomesGoOnWhereTheOneBeforeHasEnded() {
        checkout.product(product, 100);
        List<String> keys = new ArrayList<>();
        Order paid = checkout.order(hold("ann").id());
        for (int i = 0; i < 9; i++) {
            keys.addFirst("page-%d-%d".formatted(product, i));
            checkout.pay(keys.getFirst(), i % 3 == 2 ? 987_654_000 + product : paid.id(),
                    i % 3 == 1 ? PaymentStatus.FAILURE : PaymentStatus.SUCCESS);
        }
        List<String> found = new ArrayList<>();
        PaymentPosition before = null;
        do {
            Page<ReceivedPayment, PaymentPosition> page = search().payments(filter(null, null, null, null, null), before, 2);
            page.items().stream().map(ReceivedPayment::idempotencyKey).filter(keys::contains).forEach(found::add);
            before = page.next();
        } while (before != null);
        assertThat(found).isEqualTo(keys);
    }

    @Test
    void aChargeIsOwedUntilItsRefundIsOnRecord() {
        checkout.product(product, 1);
        String of = "owed-%d-".formatted(product);
        Order late = checkout.order(hold("ann").id());
        checkout.cancel(late.id());
        Order paid = checkout.order(hold("bob").id());
        checkout.pay(of + "late", late.id(), PaymentStatus.SUCCESS);
        checkout.pay(of + "paid", paid.id(), PaymentStatus.SUCCESS);
        checkout.pay(of + "twice", paid.id(), PaymentStatus.SUCCESS);
        assertThat(owed(of)).containsExactly(of + "twice", of + "late");

        new Operator(checkout).refund(of + "late", "re_1");

        assertThat(owed(of)).containsExactly(of + "twice");
        assertThat(search().payment(of + "late").orElseThrow().refund())
                .satisfies(refund -> assertThat(refund.reference()).isEqualTo("re_1"));
    }

    private static SearchCheckouts search() {
        return checkout.bean(SearchCheckouts.class);
    }

    private Hold hold(String customer) {
        return ((PlaceHolds.Outcome.Placed) checkout.bean(PlaceHolds.class).place(List.of(
                new PlaceHolds.Command(product, 1, customer, null))).getFirst()).hold();
    }

    private List<Long> holds(@Nullable String customer, @Nullable String status, @Nullable Instant from, @Nullable Instant to) {
        return search().holds(new CheckoutFilter(product, customer, status, from, to), Long.MAX_VALUE, 50).items().stream()
                .map(Hold::id).toList();
    }

    private List<Long> orders(@Nullable String customer, @Nullable String status, @Nullable Instant from, @Nullable Instant to) {
        return search().orders(new CheckoutFilter(product, customer, status, from, to), Long.MAX_VALUE, 50).items().stream()
                .map(Order::id).toList();
    }

    private static List<String> payments(@Nullable Long order, @Nullable Long ofProduct, @Nullable String customer,
            @Nullable PaymentOutcome outcome, @Nullable String status) {
        return search().payments(filter(order, ofProduct, customer, outcome, status), null, 50).items().stream()
                .map(ReceivedPayment::idempotencyKey).toList();
    }

    private static PaymentFilter filter(@Nullable Long order, @Nullable Long ofProduct, @Nullable String customer,
            @Nullable PaymentOutcome outcome, @Nullable String status) {
        return new PaymentFilter(order, ofProduct, customer, outcome == null ? EnumSet.allOf(PaymentOutcome.class) : Set.of(outcome),
                status, null, null, false);
    }

    private static List<String> owed(String of) {
        return search().payments(PaymentFilter.owed(), null, 200).items().stream().map(ReceivedPayment::idempotencyKey)
                .filter(key -> key.startsWith(of)).toList();
    }
}
