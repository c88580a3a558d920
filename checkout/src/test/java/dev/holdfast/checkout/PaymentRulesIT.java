package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.SettlePayments.Outcome.KeyReused;
import dev.holdfast.checkout.SettlePayments.Outcome.Settled;
import dev.holdfast.checkout.SettlePayments.Outcome.Unmatched;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the provider may send, and what comes of it. */
class PaymentRulesIT extends WithCheckout {

    @Test
    void aRepeatGetsTheSameAnswerEvenAfterTheOrderHasMovedOn() {
        Order order = newOrder();
        Settled failed = (Settled) checkout.pay(key("a"), order.id(), PaymentStatus.FAILURE);
        assertThat(failed).isEqualTo(new Settled(order.id(), OrderStatus.CANCELLED, PaymentOutcome.CANCELLED, false));
        assertThat(checkout.pay(key("b"), order.id(), PaymentStatus.SUCCESS))
                .isEqualTo(new Settled(order.id(), OrderStatus.PAID, PaymentOutcome.PAID, false));
        assertThat(checkout.pay(key("a"), order.id(), PaymentStatus.FAILURE))
                .isEqualTo(new Settled(order.id(), OrderStatus.CANCELLED, PaymentOutcome.CANCELLED, true));
        assertThat(checkout.orderStatus(order.id())).isEqualTo("paid");
    }

    @Test
    void anOldFailureThatArrivesAfterTheSuccessUndoesNothing() {
        Order order = newOrder();
        checkout.pay(key("new"), order.id(), PaymentStatus.SUCCESS);
        assertThat(checkout.pay(key("old"), order.id(), PaymentStatus.FAILURE))
                .isEqualTo(new Settled(order.id(), OrderStatus.PAID, PaymentOutcome.NO_EFFECT, false));
    }

    @Test
    void aSecondSuccessUnderAnotherKeyIsADuplicateCharge() {
        Order order = newOrder();
        checkout.pay(key("a"), order.id(), PaymentStatus.SUCCESS);
        assertThat(checkout.pay(key("b"), order.id(), PaymentStatus.SUCCESS))
                .isEqualTo(new Settled(order.id(), OrderStatus.PAID, PaymentOutcome.DUPLICATE_CHARGE, false));
        assertThat(typesOf(key("b"))).containsExactly("dev.holdfast.payment.duplicate.v1");
    }

    @Test
    void anotherBodyUnderAKnownKeyChangesNothingAndLearnsNothing() {
        Order first = newOrder();
        Order second = checkout.orderOfNewHold(product, 1);
        checkout.pay(key("k"), first.id(), PaymentStatus.SUCCESS);
        assertThat(checkout.pay(key("k"), second.id(), PaymentStatus.SUCCESS)).isEqualTo(new KeyReused(key("k")));
        assertThat(checkout.pay(key("k"), first.id(), PaymentStatus.FAILURE)).isEqualTo(new KeyReused(key("k")));
        assertThat(checkout.orderStatus(second.id())).isEqualTo("pending");
        assertThat(typesOf(key("k"))).hasSize(1);
    }

    @Test
    void aPaymentBeforeItsOrderIsOnRecordAndIsDecidedWhenItComesAgain() {
        Order known = newOrder();
        long next = known.id() + 1024;
        assertThat(checkout.pay(key("early"), next, PaymentStatus.SUCCESS)).isEqualTo(new Unmatched(next));
        assertThat(checkout.pay(key("early"), next, PaymentStatus.SUCCESS)).isEqualTo(new Unmatched(next));
        Order late = checkout.orderOfNewHold(product, 1);
        assertThat(late.id()).isEqualTo(next);
        assertThat(checkout.pay(key("early"), next, PaymentStatus.SUCCESS))
                .isEqualTo(new Settled(next, OrderStatus.PAID, PaymentOutcome.PAID, false));
        assertThat(typesOf(key("early"))).containsExactly("dev.holdfast.payment.unmatched.v1", "dev.holdfast.payment.received.v1");
        assertThat(checkout.bean(JdbcClient.class).sql("SELECT DISTINCT lane FROM outbox WHERE subject = :key").param("key", key("early"))
                .query(Integer.class).list()).as("one lane, so that its events stay in order").hasSize(1);
    }

    @Test
    void aListWithRepeatsContradictionsAndStrangersIsDecidedInOrder() {
        Order a = newOrder();
        Order b = checkout.orderOfNewHold(product, 2);
        List<SettlePayments.Outcome> outcomes = checkout.bean(SettlePayments.class).settle(List.of(
                new Command(key("1"), a.id(), PaymentStatus.FAILURE, null),
                new Command(key("1"), a.id(), PaymentStatus.FAILURE, null),
                new Command(key("1"), a.id(), PaymentStatus.SUCCESS, null),
                new Command(key("2"), a.id(), PaymentStatus.SUCCESS, null),
                new Command(key("3"), a.id(), PaymentStatus.SUCCESS, null),
                new Command(key("4"), -7, PaymentStatus.SUCCESS, null),
                new Command(key("5"), b.id(), PaymentStatus.SUCCESS, null)));
        assertThat(outcomes).containsExactly(
                new Settled(a.id(), OrderStatus.CANCELLED, PaymentOutcome.CANCELLED, false),
                new Settled(a.id(), OrderStatus.CANCELLED, PaymentOutcome.CANCELLED, true),
                new KeyReused(key("1")),
                new Settled(a.id(), OrderStatus.PAID, PaymentOutcome.PAID, false),
                new Settled(a.id(), OrderStatus.PAID, PaymentOutcome.DUPLICATE_CHARGE, false),
                new Unmatched(-7),
                new Settled(b.id(), OrderStatus.PAID, PaymentOutcome.PAID, false));
    }

    @Test
    void unitsThatOnePaymentOfAListFreesAreNotFreedAgainByAnother() {
        checkout.product(product, 10);
        Order stale = checkout.orderOfNewHold(product, 3);
        Order cancelled = checkout.orderOfNewHold(product, 4);
        checkout.cancel(cancelled.id());
        checkout.hold(product, 7);
        checkout.makeStale(stale.holdId());
        List<SettlePayments.Outcome> outcomes = checkout.bean(SettlePayments.class).settle(List.of(
                new Command(key("stale"), stale.id(), PaymentStatus.FAILURE, null),
                new Command(key("late"), cancelled.id(), PaymentStatus.SUCCESS, null)));
        assertThat(outcomes).containsExactly(
                new Settled(stale.id(), OrderStatus.EXPIRED, PaymentOutcome.NO_EFFECT, false),
                new Settled(cancelled.id(), OrderStatus.REFUND_REQUIRED, PaymentOutcome.REFUND_REQUIRED, false));
        assertThat(checkout.available(product)).isEqualTo(3);
    }

    @Test
    void unitsThatOnePaymentOfAListPaysForAreNotGivenToAnother() {
        checkout.product(product, 10);
        Order stale = checkout.orderOfNewHold(product, 3);
        Order cancelled = checkout.orderOfNewHold(product, 4);
        checkout.cancel(cancelled.id());
        checkout.hold(product, 7);
        checkout.makeStale(stale.holdId());
        assertThat(checkout.bean(SettlePayments.class).settle(List.of(
                new Command(key("in-time"), stale.id(), PaymentStatus.SUCCESS, null),
                new Command(key("late"), cancelled.id(), PaymentStatus.SUCCESS, null)))).containsExactly(
                new Settled(stale.id(), OrderStatus.PAID, PaymentOutcome.PAID, false),
                new Settled(cancelled.id(), OrderStatus.REFUND_REQUIRED, PaymentOutcome.REFUND_REQUIRED, false));
        assertThat(checkout.orderStatus(stale.id())).isEqualTo("paid");
        assertThat(checkout.available(product)).isZero();
    }

    private Order newOrder() {
        checkout.product(product, 20);
        return checkout.orderOfNewHold(product, 3);
    }

    private String key(String name) {
        return "rules-" + product + "-" + name;
    }

    private List<String> typesOf(String key) {
        return checkout.bean(JdbcClient.class).sql("SELECT type FROM outbox WHERE subject = :key ORDER BY id").param("key", key)
                .query(String.class).list();
    }
}
