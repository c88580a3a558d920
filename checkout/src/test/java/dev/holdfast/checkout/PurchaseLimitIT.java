package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.search.SearchCheckouts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit per customer counts what is held and what is paid, and nothing else, however many ask at once. */
class PurchaseLimitIT extends WithCheckout {

    private static final int LIMIT = 3;

    @BeforeEach
    void limitedProduct() {
        checkout.bean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(product, "Limited", BigDecimal.TEN, "EUR", LIMIT, null, null), 1_000)));
    }

    @Test
    void ofFiftyHoldsOfOneCustomerAtOnceOnTwoInstancesAsManyArePlacedAsTheLimitAllows() throws Exception {
        try (RunningCheckout other = RunningCheckout.on(database)) {
            for (String customer : List.of("ann", "bob", "eve")) {
                List<PlaceHolds.Outcome> outcomes = AtOnce.run(IntStream.range(0, 50).<Callable<PlaceHolds.Outcome>>mapToObj(i ->
                        () -> tryHold(i % 2 == 0 ? checkout : other, customer, 1)).toList());
                assertThat(outcomes).filteredOn(PlaceHolds.Outcome.Placed.class::isInstance).hasSize(LIMIT);
                assertThat(outcomes).filteredOn(new PlaceHolds.Outcome.PurchaseLimit(product, LIMIT, 0)::equals).hasSize(50 - LIMIT);
            }
        }
        assertThat(checkout.available(product)).isEqualTo(1_000 - 3 * LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"release", "sweep of a hold", "sweep of an order", "cancel", "failed payment", "cancel of a stale order",
        "order of a stale hold", "release of a stale hold"})
    void theUnitsComeBackToTheCustomerOnce(String way) {
        Hold hold = hold("ann", LIMIT);
        assertThat(tryHold(checkout, "ann", 1)).isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, LIMIT, 0));

        give(way, hold);
        give(way, hold);

        assertThat(tryHold(checkout, "ann", LIMIT + 1)).as("once").isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, LIMIT, LIMIT));
        hold("ann", LIMIT);
    }

    /** Twice, with the same order: what comes back is not to come back again. */
    private void give(String way, Hold hold) {
        switch (way) {
            case "release" -> checkout.release(hold.id());
            case "sweep of a hold" -> {
                checkout.makeStale(hold.id());
                checkout.sweep(product);
            }
            case "sweep of an order" -> {
                orderOf(hold);
                checkout.makeStale(hold.id());
                checkout.sweep(product);
            }
            case "cancel" -> checkout.cancel(orderOf(hold));
            case "failed payment" -> checkout.pay("failed-" + hold.id(), orderOf(hold), PaymentStatus.FAILURE);
            case "cancel of a stale order" -> {
                long order = orderOf(hold);
                checkout.makeStale(hold.id());
                checkout.cancel(order);
            }
            case "order of a stale hold" -> {
                checkout.makeStale(hold.id());
                checkout.tryOrder(hold.id());
            }
            case "release of a stale hold" -> {
                checkout.makeStale(hold.id());
                checkout.release(hold.id());
            }
            default -> throw new IllegalArgumentException(way);
        }
    }

    @Test
    void whatIsPaidCountsForEverAndALatePaymentCountsAgain() {
        Order paid = checkout.order(hold("ann", 2).id());
        checkout.pay("paid-" + product, paid.id(), PaymentStatus.SUCCESS);
        assertThat(tryHold(checkout, "ann", 2)).isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, LIMIT, 1));

        Order late = checkout.order(hold("ann", 1).id());
        checkout.cancel(late.id());
        hold("ann", 1);
        checkout.pay("late-" + product, late.id(), PaymentStatus.SUCCESS);
        assertThat(tryHold(checkout, "ann", 1)).as("paid beyond the limit: the buyer's money is kept to").isEqualTo(
                new PlaceHolds.Outcome.PurchaseLimit(product, LIMIT, 0));
    }

    private long orderOf(Hold hold) {
        return switch (checkout.tryOrder(hold.id())) {
            case PlaceOrders.Outcome.Placed(var order) -> order.id();
            case PlaceOrders.Outcome.HoldNotReserved(var held, var order) -> Objects.requireNonNull(order, held::toString);
            case PlaceOrders.Outcome.HoldExpired expired -> existing(hold);
            case PlaceOrders.Outcome.HoldNotFound missing -> throw new AssertionError(missing);
        };
    }

    private static long existing(Hold hold) {
        return checkout.bean(SearchCheckouts.class).orderOfHold(hold.id()).orElseThrow().id();
    }

    private Hold hold(String customer, int quantity) {
        return ((PlaceHolds.Outcome.Placed) tryHold(checkout, customer, quantity)).hold();
    }

    private PlaceHolds.Outcome tryHold(RunningCheckout instance, String customer, int quantity) {
        return instance.bean(PlaceHolds.class).place(List.of(new PlaceHolds.Command(product, quantity, customer, null))).getFirst();
    }
}
