package dev.holdfast.checkout;

import static dev.holdfast.checkout.RunningCheckout.keyedHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.checkout.PlaceHolds.Outcome;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Fingerprint;
import dev.holdfast.checkout.idempotency.IdempotencyKey;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.idempotency.Once.Result.Decided;
import dev.holdfast.checkout.idempotency.Once.Result.OtherRequest;
import dev.holdfast.checkout.idempotency.Once.Result.Repeated;
import dev.holdfast.checkout.idempotency.Once.Result.TooManyKeys;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What requests with a key get, the first time and each time after it. */
class OnceIT extends WithCheckout {

    private final String key = "key-" + product;

    @BeforeEach
    void aProduct() {
        checkout.product(product, 5);
    }

    @Test
    void aRepeatHasTheAnswerOfTheFirstAndNoEffect() {
        Decided<Outcome> first = (Decided<Outcome>) checkout.holdOnce(key, product, 2);
        assertThat(checkout.holdOnce(key, product, 2)).isEqualTo(new Repeated<>(first.answer()));
        assertThat(checkout.holdOnce(key, product, 2)).isEqualTo(new Repeated<>(first.answer()));
        assertThat(checkout.available(product)).isEqualTo(3);
        assertThat(storedKeys()).containsExactly(key + " sent 3 times, answered 200");
    }

    @Test
    void aRefusalIsKeptAlsoWhenItWouldBeNoneAnyMore() {
        Hold all = checkout.hold(product, 5);
        Decided<Outcome> refused = (Decided<Outcome>) checkout.holdOnce(key, product, 1);
        assertThat(refused.outcome()).isEqualTo(new Outcome.InsufficientStock(product, 0));
        checkout.release(all.id());
        assertThat(checkout.holdOnce(key, product, 1)).isEqualTo(new Repeated<>(refused.answer()));
        assertThat(checkout.available(product)).isEqualTo(5);
    }

    @Test
    void anotherRequestUnderTheKeyIsRefusedWithoutEffect() {
        checkout.holdOnce(key, product, 2);
        assertThat(checkout.holdOnce(key, product, 1)).isEqualTo(new OtherRequest<>());
        assertThat(checkout.available(product)).isEqualTo(3);
    }

    @Test
    void callersAndRoutesDoNotShareKeys() {
        var command = new PlaceHolds.Command(product, 1, null, null);
        for (IdempotencyKey name : List.of(new IdempotencyKey("a", "POST /a", key), new IdempotencyKey("a", "POST /b", key),
                new IdempotencyKey("b", "POST /a", key), new IdempotencyKey("b", "POST /a", key.toUpperCase(Locale.ROOT)))) {
            var keyed = new Once.Keyed<Outcome>(name, Fingerprint.of("same"), outcome -> null);
            assertThat(checkout.bean(PlaceHolds.class).placeOnce(List.of(new Once<>(command, keyed)))).hasOnlyElementsOfType(Decided.class);
        }
        assertThat(checkout.available(product)).isEqualTo(1);
    }

    @Test
    void inOneListEachKeyIsDecidedOnceAndTheOthersAreNotHeldUp() {
        checkout.holdOnce(key + "known", product, 1);
        var results = checkout.bean(PlaceHolds.class).placeOnce(List.of(
                keyedHold(key, product, 2),
                Once.withoutKey(new PlaceHolds.Command(product, 1, null, null)),
                keyedHold(key, product, 2),
                keyedHold(key, product, 1),
                keyedHold(key + "known", product, 1),
                keyedHold(key + "new", product, 1),
                Once.withoutKey(new PlaceHolds.Command(product, 1, null, null))));
        assertThat(results.stream().map(result -> result.getClass().getSimpleName()))
                .containsExactly("Decided", "Decided", "Repeated", "OtherRequest", "Repeated", "Decided", "Decided");
        assertThat(((Repeated<Outcome>) results.get(2)).answer()).isEqualTo(((Decided<Outcome>) results.get(0)).answer());
        assertThat(((Decided<Outcome>) results.get(6)).outcome()).isEqualTo(new Outcome.InsufficientStock(product, 0));
        assertThat(storedKeys()).containsExactly(key + " sent 1 times, answered 200", key + "known sent 2 times, answered 200",
                key + "new sent 1 times, answered 200");
    }

    @Test
    void whenAListFailsItsKeysAreAsNewAsBefore() {
        var unanswerable = new Once<>(new PlaceHolds.Command(product, 1, null, null), new Once.Keyed<Outcome>(
                new IdempotencyKey("somebody", "POST /somewhere", key + "b"), Fingerprint.of("b"), outcome -> {
                    throw new IllegalStateException("cannot be written");
                }));
        var good = keyedHold(key, product, 1);
        assertThatThrownBy(() -> checkout.bean(PlaceHolds.class).placeOnce(List.of(good, unanswerable)))
                .hasMessage("cannot be written");
        assertThat(storedKeys()).isEmpty();
        assertThat(checkout.bean(PlaceHolds.class).placeOnce(List.of(good))).hasOnlyElementsOfType(Decided.class);
        assertThat(checkout.available(product)).isEqualTo(4);
    }

    @Test
    void ordersAndCancelsAreKeptToo() {
        Hold hold = checkout.hold(product, 1);
        var placed = (Decided<PlaceOrders.Outcome>) checkout.orderOnce(key, hold.id());
        assertThat(checkout.orderOnce(key, hold.id())).isEqualTo(new Repeated<>(placed.answer()));
        Order order = ((PlaceOrders.Outcome.Placed) placed.outcome()).order();
        var cancelled = (Decided<CancelOrders.Outcome>) checkout.cancelOnce(key + "cancel", order.id());
        assertThat(checkout.cancelOnce(key + "cancel", order.id())).isEqualTo(new Repeated<>(cancelled.answer()));
        assertThat(checkout.cancelOnce(key + "cancel", order.id() + 1)).isEqualTo(new OtherRequest<>());
        assertThat(checkout.available(product)).isEqualTo(5);
    }

    @Test
    void transactionsThatBeginAnewWithTheStockKeepOneAnswer() {
        Hold stale = checkout.hold(product, 1);
        checkout.makeStale(stale.id());
        var expired = (Decided<PlaceOrders.Outcome>) checkout.orderOnce(key, stale.id());
        assertThat(expired.outcome()).isInstanceOf(PlaceOrders.Outcome.HoldExpired.class);
        assertThat(checkout.orderOnce(key, stale.id())).isEqualTo(new Repeated<>(expired.answer()));
        Order order = checkout.orderOfNewHold(product, 1);
        var failed = (Decided<SettlePayments.Outcome>) checkout.payOnce(key + "pay", "pay " + product, order.id(), PaymentStatus.FAILURE);
        assertThat(checkout.payOnce(key + "pay", "pay " + product, order.id(), PaymentStatus.FAILURE))
                .isEqualTo(new Repeated<>(failed.answer()));
        assertThat(storedKeys()).allMatch(stored -> stored.endsWith(" sent 2 times, answered 200"));
    }

    @Test
    void anUnmatchedPaymentIsDecidedAnewUnderItsKey() {
        long later = checkout.orderOfNewHold(product, 1).id() + 1024;
        var unmatched = (Decided<SettlePayments.Outcome>) checkout.payOnce(key, "pay " + product, later, PaymentStatus.SUCCESS);
        assertThat(unmatched.answer()).isNull();
        assertThat(storedKeys()).containsExactly(key + " sent 1 times, not answered");
        assertThat(checkout.orderOfNewHold(product, 1).id()).isEqualTo(later);
        var paid = (Decided<SettlePayments.Outcome>) checkout.payOnce(key, "pay " + product, later, PaymentStatus.SUCCESS);
        assertThat(checkout.orderStatus(later)).isEqualTo("paid");
        assertThat(checkout.payOnce(key, "pay " + product, later, PaymentStatus.SUCCESS)).isEqualTo(new Repeated<>(paid.answer()));
    }

    @Test
    void whoHasTooManyKeysMayRepeatThemButHasNoNewOnes() {
        checkout.holdOnce(key, product, 1);
        jdbc().sql("INSERT INTO idempotency_caller (caller, keys_kept, counted_at) VALUES ('somebody', 3, NOW(6)), ('another', 2, NOW(6))")
                .update();
        try (RunningCheckout strict = RunningCheckout.on(database, "holdfast.idempotency.keys-per-caller=3")) {
            assertThat(strict.holdOnce(key, product, 1)).isInstanceOf(Repeated.class);
            assertThat(strict.holdOnce(key + "new", product, 1)).isEqualTo(new TooManyKeys<>());
            assertThat(strict.bean(PlaceHolds.class).placeOnce(List.of(keyedHold(key + "new", product, 1),
                    Once.<PlaceHolds.Command, Outcome>withoutKey(new PlaceHolds.Command(product, 1, null, null)))))
                    .satisfiesExactly(refused -> assertThat(refused).isEqualTo(new TooManyKeys<>()),
                            held -> assertThat(held).isInstanceOf(Decided.class));
        } finally {
            jdbc().sql("DELETE FROM idempotency_caller").update();
        }
        assertThat(storedKeys()).containsExactly(key + " sent 1 times, answered 200");
        assertThat(checkout.available(product)).isEqualTo(3);
    }

    private List<String> storedKeys() {
        return jdbc().sql("""
                SELECT CONCAT(idempotency_key, ' sent ', sends, ' times, ', COALESCE(CONCAT('answered ', answer_status), 'not answered'))
                FROM idempotency_key WHERE idempotency_key LIKE CONCAT(:key, '%') ORDER BY idempotency_key""")
                .param("key", key).query(String.class).list();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }
}
