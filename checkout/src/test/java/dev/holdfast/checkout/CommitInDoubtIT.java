package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.CutCommits.Cut;
import dev.holdfast.checkout.SettlePayments.Outcome.Settled;
import dev.holdfast.checkout.admin.RecordRefund;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.idempotency.Once.Result.Decided;
import dev.holdfast.checkout.idempotency.Once.Result.Repeated;
import dev.holdfast.checkout.idempotency.StoredAnswer;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.checkout.transaction.StorageUnavailable;
import dev.holdfast.testing.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A commit whose answer is lost, before or after the server has done it: one effect, and the answer tells it.
 *
 * <p>Proven to notice: with {@code isThere} answering false in {@code PlaceHolds}, the round AFTER_COMMIT finds two holds.
 */
class CommitInDoubtIT {

    private static TestDatabase database;
    private static RunningCheckout checkout;
    private static CutCommits commits;
    private static long lastProduct;

    private final long product = ++lastProduct;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        checkout = RunningCheckout.on(database, CutCommits.Installed.class);
        commits = checkout.bean(CutCommits.class);
    }

    @AfterAll
    static void stop() {
        checkout.close();
        database.close();
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void holdsArePlacedOnceAndEachKeepsItsAnswer(Cut cut) {
        checkout.product(product, 5);
        checkout.hold(product, 1);
        commits.cutNext(cut);
        List<PlaceHolds.Outcome> outcomes = checkout.bean(PlaceHolds.class).place(List.of(
                new PlaceHolds.Command(product, 3, null, null), new PlaceHolds.Command(product, 2, null, null)));
        assertThat(outcomes.get(1)).isEqualTo(new PlaceHolds.Outcome.InsufficientStock(product, 1));
        Hold hold = ((PlaceHolds.Outcome.Placed) outcomes.get(0)).hold();
        assertThat(checkout.holdStatus(hold.id())).isEqualTo("reserved");
        assertThat(holdsOf(product)).isEqualTo(2);
        assertThat(checkout.available(product)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void underTheirKeysHoldsAndRefusalsAreAnsweredAsTheyWereCommitted(Cut cut) {
        checkout.product(product, 3);
        checkout.hold(product, 1);
        String key = "doubt-%s-%d".formatted(cut, product);
        commits.cutNext(cut);
        List<Once.Result<PlaceHolds.Outcome>> first = placeOnce(key + "-held", 2, key + "-refused", 3);
        Hold hold = ((PlaceHolds.Outcome.Placed) ((Decided<PlaceHolds.Outcome>) first.get(0)).outcome()).hold();
        assertThat(checkout.holdStatus(hold.id())).isEqualTo("reserved");
        assertThat(answers(placeOnce(key + "-held", 2, key + "-refused", 3))).isEqualTo(answers(first));
        assertThat(holdsOf(product)).isEqualTo(2);

        commits.cutNext(cut);
        List<Once.Result<PlaceHolds.Outcome>> refused = placeOnce(key + "-third", 1, key + "-fourth", 2);
        assertThat(answers(placeOnce(key + "-third", 1, key + "-fourth", 2))).isEqualTo(answers(refused));
        assertThat(holdsOf(product)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void underTheirKeysOrdersPaymentsAndCancelsAreAnsweredAsTheyWereCommitted(Cut cut) {
        checkout.product(product, 5);
        Hold hold = checkout.hold(product, 1);
        String key = "doubts-%s-%d".formatted(cut, product);
        commits.cutNext(cut);
        var ordered = (Decided<PlaceOrders.Outcome>) checkout.orderOnce(key, hold.id());
        long order = ((PlaceOrders.Outcome.Placed) ordered.outcome()).order().id();
        assertThat(answer(checkout.orderOnce(key, hold.id()))).isEqualTo(ordered.answer());
        commits.cutNext(cut);
        StoredAnswer cancelled = answer(checkout.cancelOnce(key + "c", order));
        assertThat(answer(checkout.cancelOnce(key + "c", order))).isEqualTo(cancelled);
        commits.cutNext(cut);
        StoredAnswer paid = answer(checkout.payOnce(key + "p", key, order, PaymentStatus.SUCCESS));
        assertThat(answer(checkout.payOnce(key + "p", key, order, PaymentStatus.SUCCESS))).isEqualTo(paid);
        assertThat(checkout.orderStatus(order)).isEqualTo("paid");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatOperatorsDoIsDoneOnceAndOnRecordOnce(Cut cut) {
        checkout.product(product, 5);
        Operator operator = new Operator(checkout);
        commits.cutNext(cut);
        assertThat(operator.stock(product, 2)).isInstanceOf(ChangeStock.Outcome.Changed.class);
        assertThat(checkout.available(product)).isEqualTo(7);
        commits.cutNext(cut);
        operator.price(product, "1.50", 1);
        assertThat(operator.product(product).terms().version()).isEqualTo(2);
        assertThat(actionsOf("product/" + product)).isEqualTo(2);

        commits.cutNext(cut);
        long added = operator.add("in doubt", 3).product().terms().product().id();
        assertThat(operator.product(added).levels().total()).isEqualTo(3);
        assertThat(operator.add("the next", 1).product().terms().product().id()).isEqualTo(added + 1);
        lastProduct = added + 1;

        long order = checkout.orderOfNewHold(product, 1).id();
        checkout.pay("first-" + order, order, PaymentStatus.SUCCESS);
        checkout.pay("twice-" + order, order, PaymentStatus.SUCCESS);
        commits.cutNext(cut);
        assertThat(operator.refund("twice-" + order, "re_1")).isInstanceOf(RecordRefund.Outcome.Refunded.class);
        assertThat(actionsOf("order/" + order)).isOne();
    }

    private static long actionsOf(String subject) {
        return JdbcClient.create(database.dataSource()).sql("SELECT COUNT(*) FROM operator_action WHERE subject = :subject")
                .param("subject", subject).query(Long.class).single();
    }

    private static List<Once.Result<PlaceHolds.Outcome>> placeOnce(String key, int quantity, String otherKey, int otherQuantity) {
        return checkout.bean(PlaceHolds.class).placeOnce(List.of(
                RunningCheckout.keyedHold(key, lastProduct, quantity),
                RunningCheckout.keyedHold(otherKey, lastProduct, otherQuantity)));
    }

    private static <O> List<StoredAnswer> answers(List<Once.Result<O>> results) {
        return results.stream().map(CommitInDoubtIT::answer).toList();
    }

    private static <O> StoredAnswer answer(Once.Result<O> result) {
        return switch (result) {
            case Decided<O>(var _, var answer) -> Objects.requireNonNull(answer);
            case Repeated<O>(var answer) -> answer;
            case Once.Result.OtherRequest<O> _, Once.Result.TooManyKeys<O> _ -> throw new AssertionError(result);
        };
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void anOrderIsPlacedOnce(Cut cut) {
        checkout.product(product, 5);
        Hold hold = checkout.hold(product, 1);
        commits.cutNext(cut);
        Order order = checkout.order(hold.id());
        assertThat(checkout.orderStatus(order.id())).isEqualTo("pending");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aPaymentIsSettledOnce(Cut cut) {
        checkout.product(product, 5);
        Order order = checkout.orderOfNewHold(product, 1);
        commits.cutNext(cut);
        Settled settled = (Settled) checkout.pay("doubt-" + product, order.id(), PaymentStatus.SUCCESS);
        assertThat(settled.outcome()).isEqualTo(PaymentOutcome.PAID);
        assertThat(settled.orderStatus()).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void releaseCancelAndExpiryGiveTheUnitsBackOnce(Cut cut) {
        checkout.product(product, 5);
        Hold released = checkout.hold(product, 1);
        Order cancelled = checkout.orderOfNewHold(product, 1);
        Hold stale = checkout.hold(product, 1);
        checkout.makeStale(stale.id());
        commits.cutNext(cut);
        assertThat(checkout.release(released.id())).isInstanceOf(ReleaseHolds.Outcome.Released.class);
        commits.cutNext(cut);
        assertThat(checkout.cancel(cancelled.id())).isInstanceOf(CancelOrders.Outcome.Cancelled.class);
        commits.cutNext(cut);
        checkout.sweep(product);
        assertThat(checkout.available(product)).isEqualTo(5);
    }

    /** Seen in a campaign of faults: the order had been cancelled, and the buyer was told that it could not be. */
    @Test
    void ofACancelThatAPaymentHasFollowedInTheMeantimeTheOutcomeIsUnknown() {
        checkout.product(product, 5);
        Order order = checkout.orderOfNewHold(product, 1);
        commits.cutNext(Cut.AFTER_COMMIT, () -> checkout.pay("meanwhile-" + product, order.id(), PaymentStatus.SUCCESS));
        assertThatThrownBy(() -> checkout.cancel(order.id())).isInstanceOfSatisfying(StorageUnavailable.class,
                unknown -> assertThat(unknown.isOutcomeUnknown()).isTrue());
        assertThat(checkout.orderStatus(order.id())).isEqualTo("paid");
    }

    @Test
    void aCancelThatDidNotArriveIsRefusedIfAPaymentCameFirst() {
        checkout.product(product, 5);
        Order order = checkout.orderOfNewHold(product, 1);
        commits.cutNext(Cut.BEFORE_COMMIT, () -> checkout.pay("meanwhile-" + product, order.id(), PaymentStatus.SUCCESS));
        assertThat(checkout.cancel(order.id())).isInstanceOfSatisfying(CancelOrders.Outcome.OrderNotPending.class,
                refused -> assertThat(refused.order().status()).isEqualTo(OrderStatus.PAID));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void underItsKeyACancelIsAnsweredAlthoughAPaymentCameInTheMeantime(Cut cut) {
        checkout.product(product, 5);
        Order order = checkout.orderOfNewHold(product, 1);
        commits.cutNext(cut, () -> checkout.pay("meanwhile-" + product, order.id(), PaymentStatus.SUCCESS));
        Once.Result<CancelOrders.Outcome> cancelled = checkout.cancelOnce("cancel-" + product, order.id());
        assertThat(cancelled).isInstanceOf(cut == Cut.AFTER_COMMIT ? Repeated.class : Decided.class);
        assertThat(answer(cancelled)).isEqualTo(answer(checkout.cancelOnce("cancel-" + product, order.id())));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void unitsGivenBackInDoubtAreNotRefusedFromMemory(Cut cut) {
        checkout.product(product, 1);
        Hold held = checkout.hold(product, 1);
        assertThat(checkout.tryHold(product, 1)).isEqualTo(new PlaceHolds.Outcome.InsufficientStock(product, 0));
        commits.cutNext(cut);
        checkout.release(held.id());
        assertThat(checkout.bean(SoldOut.class).leftOf(product, 1)).isEmpty();
        checkout.hold(product, 1);
    }

    @Test
    void aCommitThatFellIntoDoubtOnTheLastAttemptIsLookedUpAllTheSame() {
        checkout.product(product, 5);
        try (RunningCheckout impatient = RunningCheckout.on(database, CutCommits.Installed.class, "holdfast.transaction.max-attempts=1",
                "holdfast.checkout.id-block-size=1")) {
            impatient.bean(CutCommits.class).cutNext(Cut.AFTER_COMMIT);
            // The first commit is that of the ids.
            Hold hold = impatient.hold(product, 2);
            impatient.bean(CutCommits.class).cutAfterOneMore();
            Hold second = impatient.hold(product, 1);
            assertThat(List.of(impatient.holdStatus(hold.id()), impatient.holdStatus(second.id()))).containsOnly("reserved");
        }
        assertThat(holdsOf(product)).isEqualTo(2);
    }

    private long holdsOf(long productId) {
        return JdbcClient.create(database.dataSource()).sql("SELECT COUNT(*) FROM hold WHERE product_id = :product")
                .param("product", productId).query(Long.class).single();
    }
}
