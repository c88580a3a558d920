package dev.holdfast.api.admin.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(WithApi.class)
class RefundIT {

    private static final String REFUNDS = "/admin/refunds";

    private final RunningApi api;

    RefundIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void aChargeThatIsOwedIsListedUntilItIsPaidBack() {
        String duplicate = duplicateCharge();
        String late = latePayment();
        assertThat(owed()).contains(duplicate, late);

        Answer refunded = refund(duplicate, "re_1").isJson(200);

        long order = refunded.number("order_id");
        assertThat(refunded.text()).matches("""
                \\{"idempotency_key":"%s","order_id":%d,"reference":"re_1","refunded_at":"[^"]+Z","action_id":\\d+\\}"""
                .formatted(duplicate, order));
        assertThat(owed()).contains(late).doesNotContain(duplicate);
        assertThat(api.get("/admin/payments?idempotency_key=" + duplicate).text()).contains("\"refund_reference\":\"re_1\"");
        assertThat(api.database().sql("SELECT CONCAT_WS('|', caller, operator, action, subject, reason) FROM operator_action WHERE id = ?")
                .param(refunded.number("action_id")).query(String.class).single())
                .isEqualTo("anonymous|ann|record-refund|order/" + order + "|paid back");
    }

    @Test
    void theSameReferenceAgainHasTheSameAnswerAndAnotherIsRefused() {
        String charge = latePayment();
        Answer first = refund(charge, "re_2").isJson(200);
        Map<String, Long> before = api.rows();

        assertThat(refund(charge, "re_2").isJson(200).text()).isEqualTo(first.text());
        Answer refused = refund(charge, "re_3").isProblem(409, "refund-recorded");
        assertThat(refused.json().required("reference").stringValue()).isEqualTo("re_2");
        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void whatIsNotOwedIsNotPaidBack() {
        long order = api.order(api.hold(api.product(1), 1));
        String paid = "refund-paid-" + order;
        api.pay(paid, order, "success").isJson(200);
        Map<String, Long> before = api.rows();

        assertThat(refund(paid, "re_4").isProblem(409, "refund-not-owed").json().required("outcome").stringValue()).isEqualTo("paid");
        refund("never-came", "re_4").isProblem(404, "payment-not-found");
        assertThat(api.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"reference\": \"r\", \"operator\": \"o\", \"reason\": \"r\"} | idempotency_key",
        "{\"idempotency_key\": \"a b\", \"reference\": \"r\", \"operator\": \"o\", \"reason\": \"r\"} | idempotency_key",
        "{\"idempotency_key\": \"k\", \"operator\": \"o\", \"reason\": \"r\"} | reference",
        "{\"idempotency_key\": \"k\", \"reference\": \"\", \"operator\": \"o\", \"reason\": \"r\"} | reference",
        "{\"idempotency_key\": \"k\", \"reference\": 5, \"operator\": \"o\", \"reason\": \"r\"} | reference",
        "{\"idempotency_key\": \"k\", \"reference\": \"r\", \"reason\": \"r\"} | operator",
        "{\"idempotency_key\": \"k\", \"reference\": \"r\", \"operator\": \"o\"} | reason",
        "{\"idempotency_key\": \"k\", \"reference\": \"r\", \"operator\": \"o\", \"reason\": \"r\", \"amount\": 5} | amount",
        "[] | body"})
    void whatIsNoRefundIsRefusedByName(String json, String field) {
        Map<String, Long> before = api.rows();
        api.post(REFUNDS, json).isInvalid(field);
        assertThat(api.rows()).isEqualTo(before);
    }

    private Answer refund(String charge, String reference) {
        return api.post(REFUNDS, "{\"idempotency_key\": \"%s\", \"reference\": \"%s\", \"operator\": \"ann\", \"reason\": \"paid back\"}"
                .formatted(charge, reference));
    }

    private String duplicateCharge() {
        long order = api.order(api.hold(api.product(1), 1));
        api.pay("refund-first-" + order, order, "success").isJson(200);
        api.pay("refund-twice-" + order, order, "success").isJson(200);
        return "refund-twice-" + order;
    }

    private String latePayment() {
        long product = api.product(1);
        long order = api.order(api.hold(product, 1));
        api.post("/api/orders/" + order + "/cancel", "").isJson(200);
        api.hold(product, 1);
        assertThat(api.pay("refund-late-" + order, order, "success").isJson(200).text()).contains("refund_required");
        return "refund-late-" + order;
    }

    private List<String> owed() {
        return api.get(REFUNDS + "?limit=200").isJson(200).json().required("items").valueStream()
                .map(item -> item.required("idempotency_key").stringValue()).toList();
    }
}
