package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class WholePathIT extends WithCheckout {

    @Test
    void aHoldBecomesAnOrderAndIsPaid() {
        checkout.product(product, 10);
        Hold hold = checkout.hold(product, 3);
        assertThat(hold.status()).isEqualTo(HoldStatus.RESERVED);
        assertThat(Duration.between(hold.createdAt(), hold.expiresAt())).isEqualTo(Duration.ofMinutes(2));
        assertThat(hold.id() & 1023).isEqualTo(product & 1023);
        assertThat(checkout.availableStock(product)).isEqualTo(7);

        Order order = checkout.order(hold.id());
        assertThat(order.total()).isEqualByComparingTo("59.97");
        assertThat(order.expiresAt()).isEqualTo(hold.expiresAt());

        assertThat(checkout.pay("key-" + product, order.id(), PaymentStatus.SUCCESS))
                .isEqualTo(new SettlePayments.Outcome.Settled(order.id(), OrderStatus.PAID, PaymentOutcome.PAID, false));
        assertThat(checkout.holdStatus(hold.id())).isEqualTo("consumed");
        assertThat(checkout.availableStock(product)).isEqualTo(7);
        assertThat(eventsOf(product)).containsExactly(
                "dev.holdfast.stock.changed.v1", "dev.holdfast.hold.created.v1", "dev.holdfast.stock.changed.v1",
                "dev.holdfast.hold.attached.v1", "dev.holdfast.order.created.v1",
                "dev.holdfast.hold.consumed.v1", "dev.holdfast.order.paid.v1", "dev.holdfast.payment.received.v1");
    }

    @Test
    void oneTransactionDecidesAListFirstComeFirstServedAndARefusalStopsNobody() {
        checkout.product(product, 5);
        List<PlaceHolds.Outcome> outcomes = checkout.bean(PlaceHolds.class).place(List.of(
                new PlaceHolds.Command(product, 3, null, null), new PlaceHolds.Command(product, 3, null, null),
                new PlaceHolds.Command(-1, 1, null, null), new PlaceHolds.Command(product, 2, null, null),
                new PlaceHolds.Command(product, 1, null, null)));
        assertThat(outcomes.get(0)).isInstanceOf(PlaceHolds.Outcome.Placed.class);
        assertThat(outcomes.get(1)).isEqualTo(new PlaceHolds.Outcome.InsufficientStock(product, 2));
        assertThat(outcomes.get(2)).isEqualTo(new PlaceHolds.Outcome.ProductNotFound(-1));
        assertThat(outcomes.get(3)).isInstanceOf(PlaceHolds.Outcome.Placed.class);
        assertThat(outcomes.get(4)).isEqualTo(new PlaceHolds.Outcome.InsufficientStock(product, 0));
        assertThat(eventsOf(product)).endsWith("dev.holdfast.stock.sold-out.v1");
    }

    @Test
    void aStaleHoldCountsAsFreeBeforeAnySweep() {
        checkout.product(product, 4);
        Hold hold = checkout.hold(product, 3);
        checkout.makeStale(hold.id());
        assertThat(checkout.availableStock(product)).isEqualTo(4);
        assertThat(checkout.bean(FindCheckouts.class).hold(hold.id()).orElseThrow().status()).isEqualTo(HoldStatus.EXPIRED);
        assertThat(checkout.holdStatus(hold.id())).isEqualTo("reserved");

        checkout.hold(product, 4);
        assertThat(checkout.holdStatus(hold.id())).isEqualTo("expired");
        assertThat(checkout.availableStock(product)).isZero();
    }

    @Test
    void onlyAsManyStaleHoldsAreExpiredAsABuyerNeeds() {
        checkout.product(product, 3);
        Hold first = checkout.hold(product, 1);
        Hold second = checkout.hold(product, 1);
        checkout.makeStale(first.id());
        checkout.makeStale(second.id());
        checkout.hold(product, 2);
        assertThat(List.of(checkout.holdStatus(first.id()), checkout.holdStatus(second.id())))
                .containsExactlyInAnyOrder("expired", "reserved");
        assertThat(checkout.tryHold(product, 2)).isEqualTo(new PlaceHolds.Outcome.InsufficientStock(product, 1));
    }

    @Test
    void theLimitPerCustomerCountsWhatIsHeldOrBoughtAndComesBackWithTheUnits() {
        limitedProduct(2, null, null);
        Hold hold = heldBy("ann", 2);
        assertThat(tryHoldBy("ann", 1)).isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, 2, 0));
        assertThat(tryHoldBy(null, 1)).isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, 2, 0));
        heldBy("bob", 2);
        checkout.release(hold.id());
        Order order = checkout.order(heldBy("ann", 1).id());
        checkout.pay("limit-" + product, order.id(), PaymentStatus.SUCCESS);
        assertThat(tryHoldBy("ann", 2)).isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, 2, 1));
        heldBy("ann", 1);
    }

    @Test
    void aCustomersOwnStaleHoldDoesNotStandInTheWayOfTheNext() {
        limitedProduct(2, null, null);
        Hold ann = heldBy("ann", 2);
        Hold bob = heldBy("bob", 2);
        checkout.makeStale(ann.id());
        checkout.makeStale(bob.id());
        heldBy("ann", 2);
        assertThat(checkout.holdStatus(ann.id())).isEqualTo("expired");
        assertThat(checkout.holdStatus(bob.id())).as("of another customer").isEqualTo("reserved");
        assertThat(tryHoldBy("ann", 1)).isEqualTo(new PlaceHolds.Outcome.PurchaseLimit(product, 2, 0));
    }

    @Test
    void aSecondOrderForAHoldNamesTheFirst() {
        checkout.product(product, 5);
        Hold hold = checkout.hold(product, 1);
        List<PlaceOrders.Outcome> outcomes = checkout.bean(PlaceOrders.class).place(List.of(
                new PlaceOrders.Command(hold.id(), null), new PlaceOrders.Command(hold.id(), null)));
        long order = ((PlaceOrders.Outcome.Placed) outcomes.getFirst()).order().id();
        for (PlaceOrders.Outcome second : List.of(outcomes.getLast(), checkout.tryOrder(hold.id()))) {
            assertThat(second).isInstanceOfSatisfying(PlaceOrders.Outcome.HoldNotReserved.class,
                    refused -> assertThat(refused.orderId()).isEqualTo(order));
        }
    }

    @Test
    void nothingIsHeldOutsideTheSaleWindow() {
        Instant opens = Instant.parse("2999-01-01T00:00:00Z");
        limitedProduct(1, opens, null);
        assertThat(tryHoldBy("ann", 1)).isEqualTo(new PlaceHolds.Outcome.SaleNotOpen(product, opens));
        long over = newProduct();
        checkout.bean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(over, "Over", BigDecimal.ONE, "EUR", null, null, Instant.parse("2020-01-01T00:00:00Z")), 5)));
        assertThat(checkout.tryHold(over, 1)).isEqualTo(new PlaceHolds.Outcome.SaleNotOpen(over, null));
    }

    @Test
    void aProductThatIsThereIsNotCreatedAgain() {
        checkout.product(product, 5);
        checkout.hold(product, 1);
        checkout.product(product, 99);
        assertThat(checkout.availableStock(product)).isEqualTo(4);
    }

    private void limitedProduct(int maxPerCustomer, Instant opensAt, Instant closesAt) {
        checkout.bean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(product, "Limited", BigDecimal.TEN, "EUR", maxPerCustomer, opensAt, closesAt), 100)));
    }

    private PlaceHolds.Outcome tryHoldBy(String customer, int quantity) {
        return checkout.bean(PlaceHolds.class).place(List.of(new PlaceHolds.Command(product, quantity, customer, null))).getFirst();
    }

    private Hold heldBy(String customer, int quantity) {
        return ((PlaceHolds.Outcome.Placed) tryHoldBy(customer, quantity)).hold();
    }

    private List<String> eventsOf(long productId) {
        return checkout.bean(JdbcClient.class).sql("""
                SELECT type FROM outbox
                WHERE aggregatetype = 'stock' AND aggregateid = :product
                   OR aggregatetype <> 'stock' AND aggregateid IN (SELECT CAST(id AS CHAR) FROM hold WHERE product_id = :product)
                ORDER BY id""").param("product", productId).query(String.class).list();
    }
}
