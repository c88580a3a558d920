package dev.holdfast.api.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({WithApi.class, OutputCaptureExtension.class})
class PaymentWebhookIT {

    private final RunningApi api;
    private String key = "";

    PaymentWebhookIT(RunningApi api) {
        this.api = api;
    }

    @BeforeEach
    void everyTestHasItsKey(TestInfo test) {
        key = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void aSuccessPaysTheOrder() {
        long order = pendingOrder();

        assertThat(api.pay(key, order, "success").isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"paid","outcome":"paid"}""".formatted(order));

        assertThat(api.get("/api/orders/" + order).json().required("status").stringValue()).isEqualTo("paid");
    }

    @Test
    void aFailureCancelsTheOrder() {
        long order = pendingOrder();

        assertThat(api.pay(key, order, "failure").isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"cancelled","outcome":"cancelled"}""".formatted(order));
    }

    @Test
    void aRepeatHasTheSameAnswerNoEffectAndOneLineInTheLog(CapturedOutput log) {
        long order = pendingOrder();
        Answer first = api.pay(key, order, "success").isJson(200);
        Map<String, Long> rows = api.rows();

        Answer again = api.post("/api/payments/webhook", """
                {"status":"success","provider_id":{"nested":[1,2]},"order_id":%d,"idempotency_key":"%s"}""".formatted(order, key));

        assertThat(again.isJson(200).text()).isEqualTo(first.text());
        assertThat(api.rows()).isEqualTo(rows);
        assertThat(lines(log)).containsExactly("Payment %s for order %d came again: paid stands".formatted(key, order));
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefusedWithoutEffectAndWithoutTellingTheFirst(CapturedOutput log) {
        long first = pendingOrder();
        long second = pendingOrder();
        api.pay(key, first, "success").isJson(200);
        Map<String, Long> rows = api.rows();

        Answer otherOrder = api.pay(key, second, "success").isProblem(409, "idempotency-key-reused");
        Answer otherStatus = api.pay(key, first, "failure").isProblem(409, "idempotency-key-reused");

        assertThat(otherOrder.text()).doesNotContain(Long.toString(first), key);
        assertThat(otherStatus.text()).isEqualTo(otherOrder.text());
        assertThat(api.rows()).isEqualTo(rows);
        assertThat(lines(log)).containsExactly("Payment %s for order %d refused: its key was used for another body".formatted(key, second),
                "Payment %s for order %d refused: its key was used for another body".formatted(key, first));
    }

    @Test
    void aPaymentForAnUnknownOrderIsOnRecordAsUnmatched(CapturedOutput log) {
        assertThat(api.pay(key, 987654, "success").isProblem(404, "order-not-found").number("order_id")).isEqualTo(987654);

        assertThat(api.count("SELECT COUNT(*) FROM payment WHERE idempotency_key = ? AND outcome = 'unmatched'", key)).isEqualTo(1);
        assertThat(lines(log)).containsExactly("Payment %s is unmatched: there is no order 987654".formatted(key));
    }

    @Test
    void aSecondChargeIsRecordedAsADuplicate(CapturedOutput log) {
        long order = pendingOrder();
        api.pay(key, order, "success").isJson(200);

        assertThat(api.pay(key + 2, order, "success").isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"paid","outcome":"duplicate_charge"}""".formatted(order));

        assertThat(lines(log)).containsExactly("Payment %s2 contradicts order %d: success came, the order is paid, so duplicate_charge"
                .formatted(key, order));
    }

    @Test
    void aFailureAfterASuccessHasNoEffect(CapturedOutput log) {
        long order = pendingOrder();
        api.pay(key, order, "success").isJson(200);

        assertThat(api.pay(key + 2, order, "failure").isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"paid","outcome":"no_effect"}""".formatted(order));

        assertThat(lines(log)).containsExactly("Payment %s2 contradicts order %d: failure came, the order is paid, so no_effect"
                .formatted(key, order));
    }

    @Test
    void aLateSuccessWithoutStockRequiresARefund(CapturedOutput log) {
        long product = api.product(1);
        long order = api.order(api.hold(product, 1));
        api.post("/api/orders/" + order + "/cancel", "").isJson(200);
        api.hold(product, 1);

        assertThat(api.pay(key, order, "success").isJson(200).text()).isEqualTo("""
                {"order_id":%d,"order_status":"refund_required","outcome":"refund_required"}""".formatted(order));

        assertThat(lines(log)).hasSize(1).allMatch(line -> line.contains("refund_required"));
    }

    private long pendingOrder() {
        return api.order(api.hold(api.product(1), 1));
    }

    private java.util.List<String> lines(CapturedOutput log) {
        return log.getOut().lines().filter(line -> line.contains(key)).map(line -> line.substring(line.indexOf("Payment "))).toList();
    }
}
