package dev.holdfast.audit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdfast.audit.json.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationLogTest {

    private static final String INVOKE = """
            {"op":%d,"phase":"invoke","at":1,"kind":"hold","key":null,"request":{"product_id":1,"quantity":2}}
            """;

    private static List<Operation> read(String log) throws IOException {
        List<Operation> operations = new ArrayList<>();
        new OperationLog("client.jsonl", operations::add).read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        return operations;
    }

    @Test
    void operationsMayOverlap() throws IOException {
        List<Operation> operations = read(INVOKE.formatted(1) + INVOKE.formatted(2) + """
                {"op":2,"phase":"refused","at":2,"status":409,"body":{"type":"https://holdfast.dev/problems/insufficient-stock"}}
                {"op":1,"phase":"ok","at":3,"status":201,"body":{"hold_id":1025}}
                """);
        assertThat(operations).extracting(Operation::id, Operation::ending, Operation::status).containsExactly(
                tuple(2L, Ending.REFUSED, 409), tuple(1L, Ending.OK, 201));
        assertThat(operations.getLast().answer().number("hold_id")).isEqualTo(1025);
    }

    @Test
    void withoutAnEndingAnOperationIsUnknown() throws IOException {
        assertThat(read(INVOKE.formatted(1))).extracting(Operation::ending).containsExactly(Ending.UNKNOWN);
    }

    @Test
    void anEndingThatWasCutOffIsUnknown() throws IOException {
        assertThat(read(INVOKE.formatted(1) + "{\"op\":1,\"phase\":\"ok\",\"at\":2,\"status\":201,\"body\":{\"hold_"))
                .extracting(Operation::ending).containsExactly(Ending.UNKNOWN);
    }

    @Test
    void aRequestThatWasCutOffWasNeverSent() throws IOException {
        assertThat(read(INVOKE.formatted(1).strip())).isEmpty();
    }

    @Test
    void thePaymentsKeyIsThatOfItsRequest() throws IOException {
        assertThat(read("""
                {"op":1,"phase":"invoke","at":1,"kind":"pay","key":null,"request":{"idempotency_key":"evt-1","order_id":1,"status":"success"}}
                {"op":1,"phase":"unknown","at":2,"status":502,"body":"<html>"}
                """)).extracting(Operation::key, Operation::ending).containsExactly(tuple("evt-1", Ending.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"op\":2,\"phase\":\"ok\"}", "{\"op\":1,\"phase\":\"done\"}", "hello", "{\"phase\":\"ok\"}",
            "{\"op\":1,\"phase\":\"invoke\",\"kind\":\"hold\",\"request\":{}}", "{\"op\":3,\"phase\":\"invoke\",\"kind\":\"buy\"}"})
    void aLineOfAnotherFormIsRefusedWithItsNumber(String line) {
        assertThatThrownBy(() -> read(INVOKE.formatted(1) + line + "\n")).isInstanceOf(Unreadable.class).hasMessageStartingWith("client.jsonl, line 2: ");
    }
}
