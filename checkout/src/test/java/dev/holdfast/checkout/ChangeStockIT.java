package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.checkout.ChangeStock.Outcome;
import dev.holdfast.checkout.admin.FindForOperators;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.operator.OperatorAction;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockLevels;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Units are added and withdrawn: never below what is held or sold, on record, and with their events. */
class ChangeStockIT extends WithCheckout {

    @Test
    void unitsAreAddedAndWithdrawnWithTheirEventsAndOnRecord() {
        checkout.product(product, 2);
        assertThat(levels(operator().stock(product, 5))).isEqualTo(new StockLevels(product, 7, 7, 0, 0));
        assertThat(levels(operator().stock(product, -7))).isEqualTo(new StockLevels(product, 0, 0, 0, 0));
        assertThat(levels(operator().stock(product, 3))).isEqualTo(new StockLevels(product, 3, 3, 0, 0));

        assertThat(events()).containsExactly("changed.v1 2/2 1", "changed.v1 7/7 2", "sold-out.v1 0/0 3", "restocked.v1 3/3 4");
        List<OperatorAction> actions = checkout.bean(FindForOperators.class).actions("product/" + product, Long.MAX_VALUE, 10);
        assertThat(actions).extracting(OperatorAction::operator, OperatorAction::action, OperatorAction::reason, OperatorAction::details)
                .containsExactly(
                        tuple("ann", "change-stock", "because", "{\"change\":3,\"total\":3,\"available\":3}"),
                        tuple("ann", "change-stock", "because", "{\"change\":-7,\"total\":0,\"available\":0}"),
                        tuple("ann", "change-stock", "because", "{\"change\":5,\"total\":7,\"available\":7}"));
    }

    @Test
    void whatIsHeldOrSoldIsNeverWithdrawnAndTheAnswerHasTheNumbers() {
        checkout.product(product, 10);
        Order paid = checkout.orderOfNewHold(product, 3);
        checkout.pay("stock-" + product, paid.id(), PaymentStatus.SUCCESS);
        checkout.hold(product, 2);
        long actionsBefore = actions();

        assertThat(operator().stock(product, -6)).isEqualTo(new Outcome.StockInUse(new StockLevels(product, 10, 5, 2, 3)));
        assertThat(checkout.available(product)).as("not even a part").isEqualTo(5);
        assertThat(actions()).as("what was not done is not on record").isEqualTo(actionsBefore);

        assertThat(levels(operator().stock(product, -5))).isEqualTo(new StockLevels(product, 5, 0, 2, 3));
        assertThat(operator().stock(product, -1)).isEqualTo(new Outcome.StockInUse(new StockLevels(product, 5, 0, 2, 3)));
        assertThat(checkout.tryHold(product, 1)).isEqualTo(new PlaceHolds.Outcome.InsufficientStock(product, 0));
    }

    @Test
    void staleHoldsCountAsFreeAndOnlyAsManyAreExpiredAsAreNeeded() {
        checkout.product(product, 6);
        Hold first = checkout.hold(product, 2);
        Order pending = checkout.orderOfNewHold(product, 2);
        checkout.makeStale(first.id());
        checkout.makeStale(pending.holdId());

        assertThat(levels(operator().stock(product, -2))).as("free without them").isEqualTo(new StockLevels(product, 4, 4, 0, 0));
        assertThat(checkout.holdStatus(first.id())).isEqualTo("reserved");
        assertThat(levels(operator().stock(product, -4))).isEqualTo(new StockLevels(product, 0, 0, 0, 0));
        assertThat(checkout.holdStatus(first.id())).isEqualTo("expired");
        assertThat(checkout.orderStatus(pending.id())).isEqualTo("expired");
    }

    @Test
    void aProductHasALimitAndMustBeThere() {
        checkout.product(product, 5);
        assertThat(operator().stock(product, Stock.MOST)).isEqualTo(new Outcome.TooManyUnits(product, 5));
        assertThat(levels(operator().stock(product, Stock.MOST - 5)).total()).isEqualTo(Stock.MOST);
        assertThat(operator().stock(product, -Stock.MOST)).isInstanceOf(Outcome.Changed.class);
        assertThat(operator().stock(987_654, 1)).isEqualTo(new Outcome.ProductNotFound(987_654));
    }

    @Test
    void underOneKeyAChangeIsMadeOnceAndARefusalIsKept() {
        checkout.product(product, 5);
        String key = "stock " + product;
        assertThat(operator().stockOnce(key, product, 2)).isInstanceOf(Once.Result.Decided.class);
        assertThat(operator().stockOnce(key, product, 2)).isInstanceOf(Once.Result.Repeated.class);
        assertThat(operator().stockOnce(key, product, 3)).isInstanceOf(Once.Result.OtherRequest.class);
        assertThat(checkout.available(product)).isEqualTo(7);

        operator().stockOnce(key + " refused", product, -8);
        checkout.hold(product, 1);
        assertThat(operator().stockOnce(key + " refused", product, -8)).isInstanceOf(Once.Result.Repeated.class);
    }

    @Test
    void addedUnitsCanBeHadAtOnceHereAndWithinTheMemorysLimitElsewhere() {
        checkout.product(product, 1);
        try (RunningCheckout other = RunningCheckout.on(database)) {
            checkout.hold(product, 1);
            assertThat(checkout.tryHold(product, 1)).isInstanceOf(PlaceHolds.Outcome.InsufficientStock.class);
            assertThat(other.tryHold(product, 1)).isInstanceOf(PlaceHolds.Outcome.InsufficientStock.class);
            assertThat(checkout.bean(SoldOut.class).leftOf(product, 1)).hasValue(0);
            assertThat(other.bean(SoldOut.class).leftOf(product, 1)).hasValue(0);

            operator().stock(product, 4);

            assertThat(checkout.bean(SoldOut.class).leftOf(product, 1)).as("forgotten under the lock").isEmpty();
            Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> other.bean(SoldOut.class).leftOf(product, 1).isEmpty());
            other.hold(product, 4);
        }
    }

    private static Operator operator() {
        return new Operator(checkout);
    }

    private static StockLevels levels(Outcome outcome) {
        return ((Outcome.Changed) outcome).levels();
    }

    private static long actions() {
        return checkout.bean(JdbcClient.class).sql("SELECT COUNT(*) FROM operator_action").query(Long.class).single();
    }

    /** @return type, available of total, version */
    private List<String> events() {
        return checkout.bean(JdbcClient.class).sql("""
                SELECT CONCAT(SUBSTRING(type, LENGTH('dev.holdfast.stock.') + 1), ' ',
                              JSON_VALUE(CONVERT(payload USING utf8mb4), '$.available'), '/',
                              JSON_VALUE(CONVERT(payload USING utf8mb4), '$.total'), ' ',
                              JSON_VALUE(CONVERT(payload USING utf8mb4), '$.version'))
                FROM outbox WHERE aggregatetype = 'stock' AND aggregateid = :product ORDER BY id""")
                .param("product", Long.toString(product)).query(String.class).list();
    }
}
