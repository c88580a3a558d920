package dev.holdfast.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contract.Contract;
import dev.holdfast.fuzz.judge.State;
import dev.holdfast.fuzz.judge.TableState;
import dev.holdfast.fuzz.request.Connection;
import dev.holdfast.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class FuzzIT {

    private static final long SEED = 20261123;
    private static final int REQUESTS = 2000;

    private static TestDatabase database;
    private static OwnApi api;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        api = OwnApi.start(database.jdbcUrl(), database.user(), database.password());
    }

    @AfterAll
    static void stop() {
        api.close();
        database.close();
    }

    @Test
    void wrongRequestsAreRefusedAsDocumentedAndChangeNothing() throws IOException {
        Findings findings = fuzz(contract(), new TableState(api.database()), SEED, REQUESTS);
        findings.addBroken(api.broken());

        assertThat(findings.told("http://127.0.0.1:" + api.port())).isEmpty();
        assertThat(findings.total(Findings.Column.SENT)).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(findings.total(Findings.Column.SUCCESS)).isGreaterThan(REQUESTS / 20);
        assertThat(findings.total(Findings.Column.REFUSAL)).isGreaterThan(REQUESTS / 2);
    }

    @Test
    void anAnswerThatTheDocumentDoesNotHaveIsFound() throws IOException {
        String yaml = text().replace("enum: [reserved, attached, consumed, released, expired]", "enum: [kept]").replace("'415':", "'416':");

        assertThat(fuzz(Contract.read(yaml), new TableState(api.database()), 1, 300).told("")).anySatisfy(finding ->
                        assertThat(finding).contains("/status")).anySatisfy(finding -> assertThat(finding).contains("status 415"));
    }

    @Test
    void aCallerWhoIsServedAndMayNotIsFound() throws IOException {
        String yaml = text().replace("security: [{bearer: [admin]}]", "security: [{bearer: [storefront]}]");

        assertThat(fuzz(Contract.read(yaml), new TableState(api.database()), 1, 1000).told("")).anySatisfy(finding ->
                assertThat(finding).contains("to somebody who may not"));
    }

    @Test
    void aRefusalThatChangesSomethingIsFound() throws IOException {
        long[] changes = {0};
        State restless = () -> String.valueOf(changes[0]++);

        assertThat(fuzz(contract(), restless, 1, 50).told("")).isNotEmpty().allSatisfy(finding -> assertThat(finding)
                .contains("but what was"));
    }

    private static Findings fuzz(Contract contract, State state, long seed, int requests) throws IOException {
        String host = "127.0.0.1:" + api.port();
        try (Connection connection = new Connection("127.0.0.1", api.port())) {
            return new Run(contract, state, connection, api.credentials(), host, finding -> { }).go(seed, requests, number -> { });
        }
    }

    private static Contract contract() throws IOException {
        return Contract.read(text());
    }

    private static String text() throws IOException {
        return new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8);
    }
}
