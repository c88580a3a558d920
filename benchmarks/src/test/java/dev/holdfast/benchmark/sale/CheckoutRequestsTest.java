package dev.holdfast.benchmark.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.benchmark.load.Answer;
import dev.holdfast.benchmark.load.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders and payments, right and wrong, fed by hand. */
class CheckoutRequestsTest {

    private static final String ORDER = """
            {"order_id": 5, "status": "pending", "hold_id": 3, "product_id": 1, "quantity": 1, "unit_price": 99.9900, "total": 99.99, \
            "currency": "USD", "expires_at": "2999-01-01T00:00:00Z"}""";
    private static final String PAYMENT = """
            {"order_id": 5, "order_status": "paid", "outcome": "paid"}""";

    private final OrderRequest order = new OrderRequest(1, 3, id -> new Verdict.Next(new PaymentRequest(id, () -> Verdict.ACCEPTED)));
    private final PaymentRequest payment = new PaymentRequest(5, () -> Verdict.ACCEPTED);

    @Test
    void aCheckoutGoesFromTheOrderToItsPayment() {
        assertThat(order.judge(answer(201, ORDER))).isInstanceOfSatisfying(Verdict.Next.class,
                next -> assertThat(next.request().body().toString()).contains("\"order_id\": 5", "\"status\": \"success\""));
        assertThat(payment.judge(answer(200, PAYMENT))).isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "order_id": 5       | "order_id": 0
            "pending"           | "paid"
            "hold_id": 3        | "hold_id": 4
            "unit_price": 99.99 | "unit_price": 99.98
            "total": 99.99      | "total": "99.99"
            "USD"               | "EUR"
            2999                | 1999
            """)
    void eachFieldOfAnOrderIsLookedAt(String right, String wrong) {
        assertThat(order.judge(answer(201, ORDER.replace(right, wrong)))).isInstanceOf(Verdict.Wrong.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "order_id": 5           | "order_id": 6
            "order_status": "paid"  | "order_status": "pending"
            "outcome": "paid"       | "outcome": "duplicate_charge"
            """)
    void eachFieldOfAPaymentIsLookedAt(String right, String wrong) {
        assertThat(payment.judge(answer(200, PAYMENT.replace(right, wrong)))).isInstanceOf(Verdict.Wrong.class);
    }

    @Test
    void aConflictIsWrongBecauseNobodyElseHasTheHold() {
        assertThat(order.judge(answer(409, ORDER))).isInstanceOf(Verdict.Wrong.class);
        assertThat(payment.judge(answer(404, PAYMENT))).isInstanceOf(Verdict.Wrong.class);
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }
}
