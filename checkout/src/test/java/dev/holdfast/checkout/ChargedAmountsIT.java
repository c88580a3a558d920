package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.SettlePayments.Outcome;
import dev.holdfast.checkout.SettlePayments.Outcome.KeyReused;
import dev.holdfast.checkout.SettlePayments.Outcome.Settled;
import dev.holdfast.checkout.SettlePayments.Outcome.Unmatched;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.Origin;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An order of three units at 19.99 EUR costs 59.97 EUR, and nothing else pays it. */
class ChargedAmountsIT extends WithCheckout {

    private static final Origin STRIPE = new Origin("stripe", "pi_1", "evt_1", "payment_intent.succeeded", true);

    @Test
    void theOrdersAmountAndCurrencyPayItHoweverTheAmountIsWritten() {
        Order order = newOrder();
        assertThat(succeed("k", order, "59.9700", "EUR")).isEqualTo(settled(order, OrderStatus.PAID, PaymentOutcome.PAID));
        assertThat(repeat("k", order, "59.97", "EUR").repeated()).isTrue();
    }

    @Test
    void anAmountOrACurrencyAloneIsCompared() {
        Order first = newOrder();
        assertThat(succeed("amount", first, "59.97", null)).isEqualTo(settled(first, OrderStatus.PAID, PaymentOutcome.PAID));
        Order second = checkout.orderOfNewHold(product, 3);
        assertThat(succeed("currency", second, null, "USD"))
                .isEqualTo(settled(second, OrderStatus.PENDING, PaymentOutcome.REFUND_REQUIRED));
    }

    @Test
    void anotherAmountIsOwedBackAndTheOrderCanStillBePaid() {
        Order order = newOrder();
        assertThat(succeed("less", order, "59.96", "EUR"))
                .isEqualTo(settled(order, OrderStatus.PENDING, PaymentOutcome.REFUND_REQUIRED));
        assertThat(succeed("more", order, "59.98", "EUR"))
                .isEqualTo(settled(order, OrderStatus.PENDING, PaymentOutcome.REFUND_REQUIRED));
        assertThat(checkout.holdStatus(order.holdId())).isEqualTo("attached");
        assertThat(events(key("less"))).containsExactly(Map.of("type", "dev.holdfast.payment.refund-required.v1", "payload", """
                {"idempotency_key":"%s","order_id":%d,"status":"success","outcome":"refund_required","order_status":"pending","version":1,\
                "amount":59.96,"currency":"EUR"}""".formatted(key("less"), order.id())));

        assertThat(succeed("right", order, "59.97", "EUR")).isEqualTo(settled(order, OrderStatus.PAID, PaymentOutcome.PAID));
    }

    @Test
    void anotherCurrencyIsOwedBack() {
        Order order = newOrder();
        assertThat(succeed("k", order, "59.97", "USD")).isEqualTo(settled(order, OrderStatus.PENDING, PaymentOutcome.REFUND_REQUIRED));
    }

    @Test
    void anOrderThatEndedIsNotBroughtBackByAnotherAmount() {
        Order cancelled = newOrder();
        checkout.cancel(cancelled.id());
        assertThat(succeed("cancelled", cancelled, "1", "EUR"))
                .isEqualTo(settled(cancelled, OrderStatus.CANCELLED, PaymentOutcome.REFUND_REQUIRED));
        assertThat(checkout.available(product)).isEqualTo(20);
        assertThat(succeed("late", cancelled, "59.97", "EUR")).isEqualTo(settled(cancelled, OrderStatus.PAID, PaymentOutcome.PAID));
        assertThat(succeed("paid", cancelled, "1", "EUR"))
                .isEqualTo(settled(cancelled, OrderStatus.PAID, PaymentOutcome.REFUND_REQUIRED));
        assertThat(succeed("again", cancelled, "59.97", "EUR"))
                .isEqualTo(settled(cancelled, OrderStatus.PAID, PaymentOutcome.DUPLICATE_CHARGE));
    }

    @Test
    void aFailureOfAnotherAmountIsAFailure() {
        Order order = newOrder();
        assertThat(pay("k", order.id(), PaymentStatus.FAILURE, new Charge(BigDecimal.ONE, "USD")))
                .isEqualTo(settled(order, OrderStatus.CANCELLED, PaymentOutcome.CANCELLED));
    }

    @Test
    void anotherAmountUnderAKnownKeyChangesNothing() {
        Order order = newOrder();
        assertThat(succeed("k", order, "1.00", "EUR")).isEqualTo(settled(order, OrderStatus.PENDING, PaymentOutcome.REFUND_REQUIRED));
        assertThat(succeed("k", order, "59.97", "EUR")).isEqualTo(new KeyReused(key("k")));
        assertThat(succeed("k", order, null, null)).isEqualTo(new KeyReused(key("k")));
        assertThat(checkout.orderStatus(order.id())).isEqualTo("pending");
    }

    @Test
    void anUnmatchedPaymentIsHeldToItsAmountWhenItsOrderIsThere() {
        long next = newOrder().id() + 1024;
        Charge charge = new Charge(new BigDecimal("1.00"), "EUR");
        assertThat(pay("early", next, PaymentStatus.SUCCESS, charge)).isEqualTo(new Unmatched(next));
        Order late = checkout.orderOfNewHold(product, 1);
        assertThat(pay("early", next, PaymentStatus.SUCCESS, charge))
                .isEqualTo(settled(late, OrderStatus.PENDING, PaymentOutcome.REFUND_REQUIRED));
    }

    @Test
    void whatWasChargedAndWhereItCameFromIsOnRecord() {
        Order order = newOrder();
        checkout.bean(SettlePayments.class).settle(List.of(new Command(key("k"), order.id(), PaymentStatus.SUCCESS,
                new Charge(new BigDecimal("59.97"), "EUR"), STRIPE, null)));
        assertThat(checkout.bean(JdbcClient.class).sql("""
                SELECT CONCAT_WS(' ', amount, currency, provider, provider_payment_id, provider_event_id, event_type, signed)
                FROM payment WHERE idempotency_key = :key""").param("key", key("k")).query(String.class).single())
                .isEqualTo("59.9700 EUR stripe pi_1 evt_1 payment_intent.succeeded 1");
    }

    private Order newOrder() {
        checkout.product(product, 20);
        return checkout.orderOfNewHold(product, 3);
    }

    private String key(String name) {
        return "charged-" + product + "-" + name;
    }

    private Outcome succeed(String key, Order order, @Nullable String amount, @Nullable String currency) {
        return pay(key, order.id(), PaymentStatus.SUCCESS, new Charge(amount == null ? null : new BigDecimal(amount), currency));
    }

    private Settled repeat(String key, Order order, String amount, String currency) {
        return (Settled) succeed(key, order, amount, currency);
    }

    private Outcome pay(String key, long order, PaymentStatus status, Charge charge) {
        return checkout.bean(SettlePayments.class).settle(List.of(new Command(key(key), order, status, charge, Origin.UNSTATED, null)))
                .getFirst();
    }

    private static Settled settled(Order order, OrderStatus status, PaymentOutcome outcome) {
        return new Settled(order.id(), status, outcome, false);
    }

    private List<Map<String, Object>> events(String key) {
        return checkout.bean(JdbcClient.class)
                .sql("SELECT type, CONVERT(payload USING utf8mb4) AS payload FROM outbox WHERE subject = :key ORDER BY id")
                .param("key", key).query().listOfRows();
    }
}
