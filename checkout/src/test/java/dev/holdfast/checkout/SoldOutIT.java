package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.checkout.PlaceHolds.Outcome.InsufficientStock;
import dev.holdfast.checkout.PlaceHolds.Outcome.Placed;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldTable;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.stock.SoldOut;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one instance remembers of a product that is sold out, and what ends it. {@code checkout} is another instance. */
class SoldOutIT extends WithCheckout {

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration A_MOMENT = Duration.ofNanos(1);

    private static RunningCheckout remembering;
    private static SettableNanoTime time;

    /** All the ways in which a held unit can come back. */
    enum GiveBack {
        RELEASE((instance, hold) -> instance.release(hold.id())),
        CANCEL((instance, hold) -> instance.cancel(instance.order(hold.id()).id())),
        PAYMENT_FAILURE((instance, hold) -> instance.pay("failure-" + hold.id(), instance.order(hold.id()).id(), PaymentStatus.FAILURE)),
        SWEEP((instance, hold) -> { instance.makeStale(hold.id()); instance.sweep(hold.productId()); }),
        ORDER_TOO_LATE((instance, hold) -> { instance.makeStale(hold.id()); instance.tryOrder(hold.id()); }),
        RELEASE_TOO_LATE((instance, hold) -> { instance.makeStale(hold.id()); instance.release(hold.id()); });

        private final BiConsumer<RunningCheckout, Hold> way;

        GiveBack(BiConsumer<RunningCheckout, Hold> way) {
            this.way = way;
        }
    }

    @BeforeAll
    static void startRemembering() {
        remembering = RunningCheckout.on(database, SettableNanoTime.Application.class);
        time = remembering.bean(SettableNanoTime.class);
    }

    @AfterAll
    static void stopRemembering() {
        remembering.close();
    }

    @Test
    void aRefusalIsRememberedUntilItsLimit() {
        soldOut();
        assertThat(left(1)).hasValue(0);
        time.pass(LIMIT.minus(A_MOMENT));
        assertThat(left(1)).hasValue(0);
        time.pass(A_MOMENT);
        assertThat(left(1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatComesBackOnThisInstanceCanBeHadByTheVeryNextHold(GiveBack back) {
        Hold held = soldOut();
        assertThat(left(1)).hasValue(0);
        back.way.accept(remembering, held);
        assertThat(left(1)).isEmpty();
        assertThat(remembering.tryHold(product, 1)).isInstanceOf(Placed.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatComesBackOnAnotherInstanceCanBeHadWithinTheLimit(GiveBack back) {
        Hold held = soldOut();
        back.way.accept(checkout, held);
        assertThat(left(1)).as("nobody has told this instance").hasValue(0);
        time.pass(LIMIT);
        assertThat(left(1)).isEmpty();
        assertThat(remembering.tryHold(product, 1)).isInstanceOf(Placed.class);
    }

    @Test
    void whatIsLeftCanStillBeHad() {
        remembering.product(product, 5);
        remembering.hold(product, 3);
        assertThat(remembering.tryHold(product, 3)).isEqualTo(new InsufficientStock(product, 2));
        assertThat(left(1_000)).hasValue(2);
        assertThat(left(3)).hasValue(2);
        assertThat(left(2)).isEmpty();
        assertThat(remembering.tryHold(product, 2)).isInstanceOf(Placed.class);
        assertThat(left(3)).as("it would no longer be exact").isEmpty();
    }

    @Test
    void theNextHoldThatRunsOutEndsItWithoutAnySweep() {
        int refusals = 0;
        try (RunningCheckout inRealTime = RunningCheckout.on(database, "holdfast.checkout.hold-duration=3s",
                "holdfast.checkout.sold-out-memory=1s")) {
            inRealTime.product(product, 1);
            Instant runsOut = inRealTime.hold(product, 1).expiresAt();
            boolean placed = false;
            while (!placed) {
                Instant asked = inRealTime.bean(CheckoutTables.class).clock().now();
                if (inRealTime.bean(SoldOut.class).leftOf(product, 1).isPresent()) {
                    assertThat(asked).isBefore(runsOut);
                    refusals++;
                } else {
                    placed = inRealTime.tryHold(product, 1) instanceof Placed;
                }
            }
        }
        assertThat(refusals).isPositive();
    }

    @Test
    void ofTheActiveHoldsTheOneThatRunsOutNextCounts() {
        remembering.product(product, 9);
        HoldTable holds = remembering.bean(CheckoutTables.class).holds();
        assertThat(holds.untilNextDue(product)).isEmpty();
        Hold first = remembering.hold(product, 1);
        Hold released = remembering.hold(product, 1);
        remembering.hold(product, 1);
        runsOutIn(released, 1);
        remembering.release(released.id());
        runsOutIn(first, 60);
        assertThat(holds.untilNextDue(product).orElseThrow()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(60));
        remembering.makeStale(first.id());
        assertThat(holds.untilNextDue(product).orElseThrow()).isNegative();
    }

    @Test
    void aHoldThatRanOutSinceTheDecisionIsNotForgotten() {
        Hold held = soldOut();
        SoldOut memory = remembering.bean(SoldOut.class);
        CheckoutTables tables = remembering.bean(CheckoutTables.class);
        remembering.makeStale(held.id());
        memory.remember(product, 0, () -> tables.holds().untilNextDue(product));
        assertThat(left(1)).isEmpty();
    }

    @Test
    void aProductOfWhichAllIsPaidIsRememberedForAsLongAsAnyOther() {
        Hold held = soldOut();
        remembering.pay("paid-" + product, remembering.order(held.id()).id(), PaymentStatus.SUCCESS);
        time.pass(LIMIT);
        assertThat(remembering.tryHold(product, 1)).isEqualTo(new InsufficientStock(product, 0));
        time.pass(LIMIT.minus(A_MOMENT));
        assertThat(left(1)).hasValue(0);
    }

    @Test
    void aTransactionThatTookUnitsAndIsRolledBackRemembersNothing() {
        remembering.product(product, 1);
        assertThatThrownBy(this::placeOneThatCannotBeStoredAndRefuseOne).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(left(1)).isEmpty();
    }

    @Test
    void aTransactionThatTookAsManyUnitsAsCameBackAndIsRolledBackRemembersNothing() {
        remembering.product(product, 1);
        remembering.makeStale(remembering.hold(product, 1).id());
        assertThatThrownBy(this::placeOneThatCannotBeStoredAndRefuseOne).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(left(1)).isEmpty();
    }

    private void placeOneThatCannotBeStoredAndRefuseOne() {
        remembering.bean(PlaceHolds.class).place(List.of(new PlaceHolds.Command(product, 1, "too long".repeat(20), null),
                new PlaceHolds.Command(product, 1, null, null)));
    }

    @Test
    void productsAreRememberedApart() {
        remembering.product(product, 1);
        long other = newProduct();
        remembering.product(other, 5);
        remembering.tryHold(product, 2);
        remembering.tryHold(other, 6);
        assertThat(List.of(left(product, 9), left(other, 9))).containsExactly(OptionalInt.of(1), OptionalInt.of(5));
        remembering.hold(other, 1);
        assertThat(List.of(left(product, 9), left(other, 9))).containsExactly(OptionalInt.of(1), OptionalInt.empty());
    }

    @Test
    void ofTwoProductsInOnePlaceTheLaterIsRememberedAndTheOtherIsNotRefusedForIt() {
        soldOut();
        long other = product + 1_024;
        remembering.product(other, 5);
        assertThat(left(other, 1)).isEmpty();
        remembering.hold(other, 1);
        assertThat(left(1)).as("a sale of the other changes nothing").hasValue(0);
        remembering.tryHold(other, 6);
        assertThat(List.of(left(product, 9), left(other, 9))).containsExactly(OptionalInt.empty(), OptionalInt.of(4));
    }

    @Test
    void aRefusalForAnotherReasonIsNotRemembered() {
        remembering.bean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(product, "Lamp", new BigDecimal("5"), "EUR", 1, null, null), 3)));
        assertThat(remembering.tryHold(product, 5)).isInstanceOf(PlaceHolds.Outcome.PurchaseLimit.class);
        assertThat(left(5)).isEmpty();
    }

    @Test
    void withoutALimitNothingIsRemembered() {
        try (RunningCheckout forgetful = RunningCheckout.on(database, "holdfast.checkout.sold-out-memory=0")) {
            forgetful.product(product, 1);
            forgetful.tryHold(product, 2);
            assertThat(forgetful.bean(SoldOut.class).leftOf(product, 2)).isEmpty();
        }
    }

    /** @return the hold that has the product's only unit, of which this instance knows */
    private Hold soldOut() {
        remembering.product(product, 1);
        Hold held = remembering.hold(product, 1);
        assertThat(remembering.tryHold(product, 1)).isEqualTo(new InsufficientStock(product, 0));
        return held;
    }

    private OptionalInt left(int wanted) {
        return left(product, wanted);
    }

    private static OptionalInt left(long product, int wanted) {
        return remembering.bean(SoldOut.class).leftOf(product, wanted);
    }

    private static void runsOutIn(Hold hold, int seconds) {
        JdbcClient.create(database.dataSource())
                .sql("UPDATE hold SET expires_at = NOW(6) + INTERVAL :seconds SECOND, due_at = expires_at WHERE id = :id")
                .param("seconds", seconds).param("id", hold.id()).update();
    }
}
