package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.sale.Recorded;
import dev.holdfast.audit.sale.SampleSale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that does not find what was planted proves nothing. */
class PlantedViolationsTest {

    private static final SampleSale IDS = new SampleSale(new Recorded());
    private static final String PAID_ORDER = "order " + IDS.paidOrder;
    private static final String PAID_HOLD = "hold " + IDS.paidHold;
    private static final String RELEASED = "hold " + IDS.releasedHold;
    private static final String EXPIRED = "hold " + IDS.expiredHold;

    /**
     * @param subject of the violation that has to be found
     * @param binlog  whether it can be found only there
     */
    record Planted(String what, Invariant invariant, String subject, boolean binlog, Consumer<Recorded> spoil) {

        @Override
        public String toString() {
            return invariant.number() + ": " + what;
        }
    }

    private static Planted in(Invariant invariant, String what, String subject, Consumer<Recorded> spoil) {
        return new Planted(what, invariant, subject, false, spoil);
    }

    private static Planted binlog(Invariant invariant, String what, String subject, Consumer<Recorded> spoil) {
        return new Planted(what, invariant, subject, true, spoil);
    }

    @Test
    void aSaleByTheRulesIsValid(@TempDir Path folder) {
        assertThat(SaleAudit.violations(SaleAudit.of(SampleSale.recorded(), false, folder))).isEmpty();
        Findings findings = SaleAudit.of(SampleSale.recorded(), true, folder);
        assertThat(SaleAudit.violations(findings)).isEmpty();
        assertThat(Invariant.values()).allSatisfy(invariant -> assertThat(findings.checks(invariant)).isPositive());
        assertThat(findings.sightings(Sighting.UNKNOWN_WITHOUT_EFFECT)).isEqualTo(1);
        assertThat(findings.sightings(Sighting.REFUND_REQUIRED)).isEqualTo(1);
        assertThat(findings.sightings(Sighting.LATE_SUCCESS)).isEqualTo(1);
    }

    static Stream<Planted> planted() {
        return Stream.of(tables(), money(), kafka(), transactions(), answers()).flatMap(List::stream);
    }

    private static List<Planted> tables() {
        return List.of(
                in(Invariant.NO_OVERSELL, "a unit too many is available", "product 1", sale -> Spoiling.available(sale, "stock 1", 7)),
                in(Invariant.NO_OVERSELL, "fewer than none are available", "product 2", sale -> Spoiling.available(sale, "stock 2", -1)),
                in(Invariant.NO_OVERSELL, "a sold hold is forgotten", "product 1", sale -> Spoiling.status(sale, PAID_HOLD, HoldStatus.RELEASED)),
                in(Invariant.USED_ONCE, "a hold became two orders", PAID_HOLD, sale -> {
                    Order order = (Order) Spoiling.row(sale, PAID_ORDER);
                    sale.rows.add(new Order(77, order.holdId(), 1, "bob", 2, order.unitPrice(), order.total(), "EUR", OrderStatus.PAID, 2));
                }),
                in(Invariant.USED_ONCE, "an attached hold has no order", "hold " + IDS.attachedHold,
                        sale -> sale.rows.removeIf(row -> row.name().equals("order " + IDS.attachedOrder))),
                in(Invariant.USED_ONCE, "a cancelled order keeps its units", "order " + IDS.cancelledOrder,
                        sale -> Spoiling.status(sale, "order " + IDS.cancelledOrder, OrderStatus.PENDING)),
                in(Invariant.PAID_FOR_EVER, "the hold of a paid order was released", PAID_ORDER,
                        sale -> Spoiling.status(sale, PAID_HOLD, HoldStatus.RELEASED)),
                in(Invariant.LIVENESS, "nobody swept a hold", "hold " + IDS.attachedHold, sale -> sale.takenAt += 60_000_000),
                in(Invariant.LIVENESS, "an event waits", "event ", sale -> sale.waiting.add(sale.published.getLast())));
    }

    private static List<Planted> money() {
        return List.of(
                in(Invariant.MONEY, "a payment is lost", PAID_ORDER, sale -> sale.rows.removeIf(row -> row.name().equals("payment pay-bob"))),
                in(Invariant.MONEY, "an order is paid without a success", "order " + IDS.attachedOrder,
                        sale -> Spoiling.status(sale, "order " + IDS.attachedOrder, OrderStatus.PAID)),
                in(Invariant.MONEY, "an order is paid twice", "payment pay-bob-again",
                        sale -> Spoiling.outcome(sale, "payment pay-bob-again", PaymentOutcome.PAID)),
                in(Invariant.MONEY, "an order is paid by another amount", "payment pay-bob", sale -> sale.chargesOther.add("pay-bob")),
                in(Invariant.MONEY, "a payment was never decided", "payment pay-eve", sale -> Spoiling.outcome(sale, "payment pay-eve", null)),
                in(Invariant.MONEY, "a success ended as a failure", "payment pay-dan",
                        sale -> Spoiling.outcome(sale, "payment pay-dan", PaymentOutcome.NO_EFFECT)),
                in(Invariant.MONEY, "a failure ended as a success", "payment pay-gil",
                        sale -> Spoiling.outcome(sale, "payment pay-gil", PaymentOutcome.PAID)),
                in(Invariant.MONEY, "a refund is forgotten", "payment pay-eve",
                        sale -> Spoiling.status(sale, "order " + IDS.refundOrder, OrderStatus.EXPIRED)),
                in(Invariant.MONEY, "an unmatched payment is not on record", "operation ",
                        sale -> sale.rows.removeIf(row -> row.name().equals("payment pay-nobody"))));
    }

    private static List<Planted> kafka() {
        return List.of(
                in(Invariant.OUTBOX_EQUALS_KAFKA, "the last event is lost", PAID_ORDER, sale -> sale.published.remove(sale.find(PAID_ORDER, 2))),
                in(Invariant.ORDER, "an event in between is lost", PAID_HOLD, sale -> sale.published.remove(sale.find(PAID_HOLD, 2))),
                in(Invariant.OUTBOX_EQUALS_KAFKA, "an event is there twice", "event ", sale -> sale.published.add(sale.published.get(sale.find(PAID_HOLD, 1)))),
                in(Invariant.ORDER, "a change is told twice", PAID_HOLD,
                        sale -> sale.published.add(Spoiling.withId(sale.published.get(sale.find(PAID_HOLD, 3)), UUID.randomUUID()))),
                in(Invariant.ORDER, "two events of a hold are swapped", PAID_HOLD,
                        sale -> Spoiling.swap(sale, sale.find(PAID_HOLD, 1), sale.find(PAID_HOLD, 2))),
                in(Invariant.ORDER, "an event lies in another partition", PAID_HOLD, sale -> sale.inOtherPartition.add(sale.find(PAID_HOLD, 2))),
                in(Invariant.ORDER, "an event has another key", "event ", sale -> {
                    int at = sale.find(PAID_ORDER, 1);
                    sale.published.set(at, Spoiling.withKey(sale.published.get(at), "4711"));
                }),
                in(Invariant.OUTBOX_EQUALS_KAFKA, "an event tells another quantity", "event ",
                        sale -> Spoiling.published(sale, PAID_HOLD, 3, "\"quantity\":2", "\"quantity\":3")),
                in(Invariant.OUTBOX_EQUALS_KAFKA, "an event's type is another's", "event ", sale -> {
                    int at = sale.find(PAID_ORDER, 2);
                    sale.published.set(at, Spoiling.withType(sale.published.get(at), "dev.holdfast.order.cancelled.v1"));
                }),
                in(Invariant.OUTBOX_EQUALS_KAFKA, "an event is no JSON", "event ", sale -> Spoiling.published(sale, PAID_HOLD, 2, "}", "")),
                in(Invariant.OUTBOX_EQUALS_KAFKA, "an event tells of nothing", "event ",
                        sale -> sale.published.add(Spoiling.event(new Stock(9, 1, 1, 1), "9", "stock.changed"))),
                in(Invariant.USED_ONCE, "a released hold was attached again", RELEASED, sale -> revive(sale, HoldStatus.ATTACHED, "hold.attached")),
                in(Invariant.PAID_FOR_EVER, "a paid order was cancelled", PAID_ORDER, sale -> {
                    Order order = Spoiling.withStatus((Order) Spoiling.row(sale, PAID_ORDER), OrderStatus.CANCELLED);
                    sale.published.add(Spoiling.event(new Order(order.id(), order.holdId(), 1, "bob", 2, order.unitPrice(), order.total(), "EUR",
                            OrderStatus.CANCELLED, 3), Long.toString(order.holdId()), "order.cancelled"));
                }),
                in(Invariant.EXACT_RELEASE, "the events of an expired hold give back too little", "product 1",
                        sale -> Spoiling.published(sale, EXPIRED, 2, "\"quantity\":3", "\"quantity\":2")));
    }

    /** A further event of the released hold, and the row that fits it. */
    private static void revive(Recorded sale, HoldStatus status, String type) {
        Hold hold = (Hold) Spoiling.row(sale, RELEASED);
        Hold revived = new Hold(hold.id(), 1, "ann", 1, status, hold.expiresAt(), 3);
        sale.replaceRow(revived);
        sale.published.add(Spoiling.event(revived, hold.subject(), type));
    }

    private static List<Planted> transactions() {
        return List.of(
                binlog(Invariant.OUTBOX_EQUALS_KAFKA, "a committed event came nowhere", "event ", sale -> sale.published.remove(sale.find(PAID_HOLD, 3))),
                binlog(Invariant.OUTBOX_EQUALS_KAFKA, "an event was never committed", "event ", sale -> {
                    int at = sale.find(PAID_HOLD, 3);
                    sale.published.set(at, Spoiling.withId(sale.published.get(at), UUID.randomUUID()));
                }),
                binlog(Invariant.OUTBOX_EQUALS_KAFKA, "the bytes in Kafka are not those that were committed", "event ",
                        sale -> Spoiling.published(sale, PAID_HOLD, 2, ",\"quantity\"", ", \"quantity\"")),
                binlog(Invariant.OUTBOX_EQUALS_KAFKA, "a change was committed without its event", PAID_ORDER, sale ->
                        Spoiling.transaction(sale, PAID_ORDER, 2, transaction -> Spoiling.withoutEventOf(transaction, "order"))),
                binlog(Invariant.OUTBOX_EQUALS_KAFKA, "an event was committed after its change", "event ", sale -> {
                    List<EventRecord> late = new ArrayList<>();
                    Spoiling.transaction(sale, PAID_ORDER, 2, transaction -> {
                        transaction.events().stream().filter(event -> event.kind().label().equals("order")).forEach(late::add);
                        return Spoiling.withoutEventOf(transaction, "order");
                    });
                    sale.transactions.add(new CommittedTransaction("test.000001:999", List.of(), late));
                }),
                binlog(Invariant.NO_OVERSELL, "between two commits a unit too many was available", "product 1", BinlogSpoiling::lendUnit),
                binlog(Invariant.EXACT_RELEASE, "an expired hold gave back more than it had", "product 1", sale ->
                        Spoiling.transaction(sale, EXPIRED, 2, transaction -> BinlogSpoiling.stockAfter(transaction, 1))),
                binlog(Invariant.EXACT_RELEASE, "a hold gave its units back twice", "product 1", sale -> sale.transactions.add(
                        BinlogSpoiling.stockOnly(sale, 3))),
                binlog(Invariant.USED_ONCE, "a hold's quantity changed", EXPIRED, sale -> Spoiling.transaction(sale, EXPIRED, 2,
                        transaction -> Spoiling.withChange(transaction, BinlogSpoiling::quantityChanged))),
                binlog(Invariant.USED_ONCE, "a row was deleted", RELEASED, sale -> sale.transactions.add(new CommittedTransaction(
                        "test.000001:999", List.of(new Change(Spoiling.row(sale, RELEASED), null)), List.of()))),
                binlog(Invariant.PAID_FOR_EVER, "a paid order was cancelled for a moment", PAID_ORDER, sale -> {
                    Order paid = (Order) Spoiling.row(sale, PAID_ORDER);
                    sale.transactions.add(new CommittedTransaction("test.000001:999", List.of(new Change(paid, new Order(paid.id(), paid.holdId(), 1,
                            "bob", 2, paid.unitPrice(), paid.total(), "EUR", OrderStatus.CANCELLED, 3))), List.of()));
                }),
                binlog(Invariant.ORDER, "a row changed without a version", RELEASED, sale -> {
                    Hold hold = (Hold) Spoiling.row(sale, RELEASED);
                    sale.transactions.add(new CommittedTransaction("test.000001:999", List.of(new Change(hold, new Hold(hold.id(), 1, "ann", 1,
                            HoldStatus.EXPIRED, hold.expiresAt(), hold.version()))), List.of()));
                }));
    }

    private static List<Planted> answers() {
        return List.of(
                in(Invariant.ACKNOWLEDGED, "an answered hold is lost", "operation ",
                        sale -> sale.rows.removeIf(row -> row.name().equals(RELEASED))),
                in(Invariant.ACKNOWLEDGED, "a hold was answered with another quantity", "operation ",
                        sale -> Spoiling.log(sale, Spoiling.after(sale, "\"customer_id\":\"hal\""), "\"quantity\":3", "\"quantity\":4")),
                in(Invariant.ACKNOWLEDGED, "a refused hold took effect", "customer ida", sale -> sale.rows.add(new Hold(5, 2, "ida", 1,
                        HoldStatus.RESERVED, SampleSale.EXPIRES_AT, 1))),
                in(Invariant.ACKNOWLEDGED, "a hold of unknown outcome took effect twice", "customer jim", sale -> {
                    sale.rows.add(new Hold(5, 2, "jim", 1, HoldStatus.RESERVED, SampleSale.EXPIRES_AT, 1));
                    sale.rows.add(new Hold(6, 2, "jim", 1, HoldStatus.RESERVED, SampleSale.EXPIRES_AT, 1));
                }),
                in(Invariant.ACKNOWLEDGED, "an answered order is lost", "operation ",
                        sale -> sale.rows.removeIf(row -> row.name().equals("order " + IDS.attachedOrder))),
                in(Invariant.ACKNOWLEDGED, "an order was answered with another price", "operation ",
                        sale -> Spoiling.log(sale, Spoiling.after(sale, "{\"hold_id\":" + IDS.paidHold + "}"), "99.9900", "1.00")),
                in(Invariant.ACKNOWLEDGED, "an order exists that was refused", "order " + IDS.attachedOrder, sale -> refuse(sale,
                        "{\"hold_id\":" + IDS.attachedHold + "}")),
                in(Invariant.ACKNOWLEDGED, "a release was answered that never was", "operation ",
                        sale -> Spoiling.log(sale, Spoiling.after(sale, "\"kind\":\"release\"") - 1, "" + IDS.releasedHold, "" + IDS.attachedHold)),
                in(Invariant.ACKNOWLEDGED, "a refused release took effect", RELEASED, sale -> refuse(sale, "\"kind\":\"release\"")),
                in(Invariant.ACKNOWLEDGED, "a refused cancel took effect", "order " + IDS.cancelledOrder, sale -> refuse(sale, "\"kind\":\"cancel\"")),
                in(Invariant.ACKNOWLEDGED, "a payment was answered with another outcome", "operation ",
                        sale -> Spoiling.log(sale, Spoiling.after(sale, "\"key\":\"pay-eve\""), "refund_required\"}", "paid\"}")),
                in(Invariant.ACKNOWLEDGED, "a payment that was refused is on record", "payment pay-dan", sale -> refuse(sale, "\"key\":\"pay-dan\"")),
                in(Invariant.ACKNOWLEDGED, "a read saw more units than there are", "operation ",
                        sale -> Spoiling.log(sale, Spoiling.after(sale, "\"kind\":\"read\""), "6}", "11}")),
                in(Invariant.IDEMPOTENT, "one key had two answers", "operation ", sale -> {
                    int ok = Spoiling.after(sale, "\"key\":\"pay-dan\"");
                    sale.log.add(sale.log.get(ok - 1).replaceFirst("\"op\":\\d+", "\"op\":901"));
                    sale.log.add(sale.log.get(ok).replaceFirst("\"op\":\\d+", "\"op\":901").replace("\"paid\",", "\"expired\","));
                }),
                in(Invariant.IDEMPOTENT, "another body under the same key was answered", "operation ", sale -> {
                    int ok = Spoiling.after(sale, "\"key\":\"pay-dan\"");
                    sale.log.add(sale.log.get(ok - 1).replaceFirst("\"op\":\\d+", "\"op\":901").replace("success", "failure"));
                    sale.log.add(sale.log.get(ok).replaceFirst("\"op\":\\d+", "\"op\":901"));
                }),
                in(Invariant.MONEY, "an answered payment is lost", "operation ",
                        sale -> sale.rows.removeIf(row -> row.name().equals("payment pay-bob-again"))));
    }

    private static void refuse(Recorded sale, String invocation) {
        int line = Spoiling.after(sale, invocation);
        sale.log.set(line, sale.log.get(line).replace("\"phase\":\"ok\"", "\"phase\":\"refused\"").replaceFirst("\"status\":20\\d", "\"status\":409"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void isFound(Planted planted, @TempDir Path folder) {
        Recorded sale = SampleSale.recorded();
        planted.spoil().accept(sale);
        Findings findings = SaleAudit.of(sale, planted.binlog(), folder);
        assertThat(findings.kept(planted.invariant())).as("%s", SaleAudit.violations(findings))
                .anyMatch(violation -> violation.subject().startsWith(planted.subject()));
    }
}
