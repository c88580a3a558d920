package dev.holdfast.benchmark.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.benchmark.load.Answer;
import dev.holdfast.benchmark.load.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong answers, fed by hand: each has to be seen. */
class HoldRequestsTest {

    private static final String FUTURE = Instant.now().plusSeconds(60).toString();
    private static final String REFUSAL = """
            {"type": "https://holdfast.dev/problems/insufficient-stock", "status": 409, "product_id": 7, "available_stock": 0}""";

    private final HoldRequests buyers = new HoldRequests(7, true);
    private final HoldRequests latecomers = new HoldRequests(7, false);

    @Test
    void aRightAnswerIsAccepted() {
        assertThat(buyers.judge(answer(201, hold("1031", "7", "1", "reserved", FUTURE)))).isEqualTo(Verdict.ACCEPTED);
        assertThat(buyers.acknowledged()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,        7, 1, reserved, 2999-01-01T00:00:00Z, hold_id",
        "'\"9\"',  7, 1, reserved, 2999-01-01T00:00:00Z, hold_id",
        "1031,     8, 1, reserved, 2999-01-01T00:00:00Z, product_id",
        "1031,     7, 2, reserved, 2999-01-01T00:00:00Z, quantity",
        "1031,     7, 1, expired,  2999-01-01T00:00:00Z, status",
        "1031,     7, 1, reserved, 1999-01-01T00:00:00Z, expires_at",
        "1031,     7, 1, reserved, soon,                 expires_at",
    })
    void aFieldThatCannotBeRightIsWrong(String id, String product, String quantity, String status, String expires, String field) {
        assertWrong(buyers.judge(answer(201, hold(id, product, quantity, status, expires))), field);
        assertThat(buyers.acknowledged()).isZero();
    }

    @Test
    void anIdThatAnotherBuyerHasIsWrong() {
        buyers.judge(answer(201, hold("1031", "7", "1", "reserved", FUTURE)));
        assertWrong(buyers.judge(answer(201, hold("1031", "7", "1", "reserved", FUTURE))), "hold_id");
        assertThat(buyers.acknowledged()).isEqualTo(1);
    }

    @Test
    void whatIsNoJsonIsWrong() {
        assertWrong(buyers.judge(answer(201, "<html>")), "not JSON");
        assertWrong(buyers.judge(answer(201, "")), "");
    }

    @Test
    void aRefusalIsRightOnlyWhereNothingIsLeft() {
        assertThat(latecomers.judge(answer(409, REFUSAL))).isEqualTo(Verdict.REFUSED);
        assertWrong(buyers.judge(answer(409, REFUSAL)), "units for everybody");
        assertWrong(latecomers.judge(answer(409, REFUSAL.replace("_stock\": 0", "_stock\": 1"))), "available_stock");
        assertWrong(latecomers.judge(answer(409, REFUSAL.replace("insufficient-stock", "sale-not-open"))), "type");
        assertWrong(latecomers.judge(answer(409, REFUSAL.replace("7", "8"))), "product_id");
    }

    @Test
    void aServerMayBeOverloadedIfItSaysWhenToComeAgain() {
        assertThat(buyers.judge(new Answer(503, "2", new byte[0]))).isEqualTo(Verdict.REFUSED);
        assertWrong(buyers.judge(new Answer(503, null, new byte[0])), "Retry-After");
        assertWrong(buyers.judge(new Answer(503, "soon", new byte[0])), "Retry-After");
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "404", "500"})
    void anyOtherStatusIsWrong(int status) {
        assertWrong(buyers.judge(answer(status, hold("1031", "7", "1", "reserved", FUTURE))), "status");
    }

    private static void assertWrong(@Nullable Verdict verdict, String why) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Wrong.class, wrong -> assertThat(wrong.why()).contains(why));
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String hold(String id, String product, String quantity, String status, String expires) {
        return """
                {"hold_id": %s, "product_id": %s, "quantity": %s, "status": "%s", "expires_at": "%s"}"""
                .formatted(id, product, quantity, status, expires);
    }
}
