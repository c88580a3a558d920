package dev.holdfast.fuzz.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contract.Contract;
import dev.holdfast.contract.Received;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Judge JUDGE = new Judge(Contract.read("{openapi: 3.1.1, paths: {}}"));

    @Test
    void aRepeatHasTheSameAnswerAndSaysThatItIsOne() {
        assertThat(JUDGE.differing(answer(201, "a"), repeated(201, "a"))).isEmpty();
        assertThat(JUDGE.differing(answer(409, "a"), repeated(409, "a"))).isEmpty();
        assertThat(JUDGE.differing(answer(400, "a"), answer(400, "a"))).isEmpty();
        assertThat(JUDGE.differing(answer(503, "a"), answer(201, "b"))).isEmpty();
    }

    @Test
    void whatIsCarriedOutASecondTimeIsFound() {
        assertThat(JUDGE.differing(answer(201, "a"), repeated(201, "b"))).hasSize(1);
        assertThat(JUDGE.differing(answer(201, "a"), repeated(409, "a"))).hasSize(1);
        assertThat(JUDGE.differing(answer(201, "a"), answer(201, "a"))).hasSize(1);
    }

    @Test
    void whoMayNotIsAnswered401Or403() {
        assertThat(JUDGE.served(answer(401, ""))).isEmpty();
        assertThat(JUDGE.served(answer(403, ""))).isEmpty();
        assertThat(JUDGE.served(answer(404, ""))).hasSize(1);
    }

    private static Received answer(int status, String text) {
        return new Received(status, HttpHeaders.of(Map.of(), (name, value) -> true), text);
    }

    private static Received repeated(int status, String text) {
        return new Received(status, HttpHeaders.of(Map.of("Idempotency-Replayed", List.of("true")), (name, value) -> true), text);
    }
}
