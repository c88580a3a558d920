package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.sale.DatabaseSink;
import dev.holdfast.audit.sale.KafkaSink;
import dev.holdfast.audit.sale.Recorded;
import dev.holdfast.audit.sale.SampleSale;
import dev.holdfast.testing.TestBroker;
import dev.holdfast.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole command, on a database and a broker that hold a sale by the rules, and then with one thing spoilt. */
class AuditIT {

    private final TestDatabase database = TestDatabase.create();
    private final Map<AggregateKind, String> topics = new EnumMap<>(AggregateKind.class);
    private final String name = "audit-" + UUID.randomUUID();
    private final Recorded recorded = new Recorded();

    @TempDir
    private Path folder;
    private SampleSale sale;
    private String output = "";

    AuditIT() throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers()))) {
            for (AggregateKind kind : AggregateKind.values()) {
                topics.put(kind, name + "." + kind.aggregateType());
            }
            admin.createTopics(topics.values().stream().map(topic -> new NewTopic(topic, 3, (short) 1)).toList()).all().get();
        }
        sale = new SampleSale(recorded);
    }

    @BeforeEach
    void runSale() throws Exception {
        try (DatabaseSink rows = new DatabaseSink(connect(), 1)) {
            recorded.transactions.forEach(rows::committed);
            rows.published();
        }
        Files.write(folder.resolve("client.jsonl"), recorded.log);
    }

    @AfterEach
    void removeTables() {
        database.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = connect(); Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private void publish(List<EventRecord> events) {
        try (KafkaSink kafka = new KafkaSink(TestBroker.bootstrapServers(), name, topics)) {
            kafka.publish(events);
        }
    }

    private int audit(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("--operations", folder.resolve("client.jsonl").toString(), "--wait", "1",
                "--grace", "86400", "--json", folder.resolve("result.json").toString()));
        topics.forEach((kind, topic) -> arguments.addAll(List.of("--topic", kind.aggregateType() + "=" + topic)));
        arguments.addAll(List.of(more));
        int exit = AuditCommand.commandLine(folder, Map.of("HOLDFAST_DB_URL", database.jdbcUrl(), "HOLDFAST_DB_USER", database.user(),
                "HOLDFAST_DB_PASSWORD", database.password(), "HOLDFAST_KAFKA_BOOTSTRAP", TestBroker.bootstrapServers()),
                new PrintStream(out, true, StandardCharsets.UTF_8)).execute(arguments.toArray(String[]::new));
        output = out.toString(StandardCharsets.UTF_8);
        return exit;
    }

    @Test
    void aSaleByTheRulesIsValid() throws Exception {
        publish(recorded.published);
        assertThat(audit("--binlog", "required")).as(() -> output).isZero();
        assertThat(output).contains("VALID").doesNotContain("Not checked").contains("transactions of Holdfast");
        assertThat(Files.readString(folder.resolve("result.json"))).contains("\"verdict\" : \"valid\"");
    }

    @Test
    void abortedRecordsAreCountedAndHarmless() {
        try (KafkaSink kafka = new KafkaSink(TestBroker.bootstrapServers(), name, topics)) {
            kafka.abort(recorded.published.subList(0, 3));
            kafka.publish(recorded.published);
        }
        assertThat(audit()).as(() -> output).isZero();
        assertThat(output).contains("3 aborted");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE stock SET available = available + 1 WHERE product_id = 1        | I1 | product 1
            UPDATE hold SET status = 'released', due_at = NULL WHERE id = {paid}   | I3 | order {order}
            UPDATE hold SET version = version + 1 WHERE id = {paid}                | I5 | hold {paid}
            UPDATE orders SET status = 'cancelled' WHERE id = {order}              | I9 | payment pay-bob
            UPDATE payment SET outcome = 'no_effect' WHERE idempotency_key = 'pay-dan' | I9 | payment pay-dan
            DELETE FROM payment WHERE idempotency_key = 'pay-dan'                  | I9 | order {late}
            DELETE FROM hold WHERE id = {expired}                                  | I7 | operation
            UPDATE hold SET quantity = 7 WHERE id = {expired}                      | I2 | hold {expired}
            """)
    void aSpoiltRowIsFound(String statement, String invariant, String subject) throws Exception {
        publish(recorded.published);
        sql(named(statement));
        assertThat(audit()).as(() -> output).isEqualTo(1);
        assertViolated(invariant, named(subject));
    }

    private String named(String text) {
        return text.replace("{paid}", "" + sale.paidHold).replace("{order}", "" + sale.paidOrder).replace("{expired}", "" + sale.expiredHold)
                .replace("{late}", "" + sale.lateOrder);
    }

    private void assertViolated(String invariant, String subject) {
        assertThat(output).contains(invariant + " is violated");
        String section = output.substring(output.indexOf(invariant + " is violated")).split("\n\n", 2)[0];
        assertThat(section).contains("  " + subject);
    }

    @Test
    void aUnitThatWasThereForAMomentIsFoundInTheBinlogOnly() throws Exception {
        publish(recorded.published);
        sql("UPDATE stock SET available = available + 1 WHERE product_id = 1");
        sql("UPDATE stock SET available = available - 1 WHERE product_id = 1");
        assertThat(audit("--binlog", "off")).as(() -> output).isZero();
        assertThat(audit("--binlog", "required")).isEqualTo(1);
        assertViolated("I1", "product 1");
        assertViolated("I4", "product 1");
        assertThat(output).contains("2 times");
    }

    @Test
    void anEventThatIsNotInKafkaIsFound() {
        EventRecord lost = recorded.published.get(recorded.find("order " + sale.paidOrder, 2));
        publish(recorded.published.stream().filter(event -> event != lost).toList());
        assertThat(audit()).isEqualTo(1);
        assertViolated("I5", "event " + lost.id());
    }

    @Test
    void anEventThatIsTwiceInKafkaIsFound() {
        publish(recorded.published);
        EventRecord again = recorded.published.getFirst();
        publish(List.of(again));
        assertThat(audit("--binlog", "off")).isEqualTo(1);
        assertViolated("I5", "event " + again.id());
        assertThat(output).contains("binlog: not read");
    }

    @Test
    void anEventThatNobodyCommittedIsFound() {
        publish(recorded.published.stream().map(event -> event == recorded.published.getLast()
                ? Spoiling.withId(event, UUID.randomUUID()) : event).toList());
        assertThat(audit()).isEqualTo(1);
        assertThat(output).contains("no committed transaction wrote it").contains("neither in Kafka nor in the outbox");
    }

    /** As the relay and the API leave it: docs/operations.md. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"skipped, 0", "published, 1"})
    void anEventIsMissingByRightOnlyIfItIsOnRecordAsSkipped(String outcome, int exitCode) throws Exception {
        EventRecord missing = recorded.published.get(recorded.find("hold " + sale.paidHold, 2));
        publish(recorded.published.stream().filter(event -> event != missing).toList());
        try (Connection connection = connect(); PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO operator_action (at, operator, action, subject, reason, details, outcome, outcome_at)
                VALUES (NOW(6), 'ann', 'skip', ?, 'too large', JSON_OBJECT('lane', 0, 'id', 1, 'event_id', ?, 'aggregatetype', ?,
                        'aggregateid', ?, 'type', ?, 'subject', ?, 'traceparent', NULL, 'payload_hex', HEX(?)), ?, NOW(6))""")) {
            insert.setString(1, missing.id().toString());
            insert.setString(2, missing.id().toString());
            insert.setString(3, missing.kind().aggregateType());
            insert.setString(4, missing.key());
            insert.setString(5, missing.type());
            insert.setString(6, missing.subject());
            insert.setBytes(7, missing.value());
            insert.setString(8, outcome);
            insert.executeUpdate();
        }

        assertThat(audit("--binlog", "required")).as(() -> output).isEqualTo(exitCode);
    }

    @Test
    void eventsThatStayInTheOutboxAreFound() throws Exception {
        EventRecord waiting = recorded.published.getLast();
        publish(recorded.published.stream().filter(event -> event != waiting).toList());
        try (DatabaseSink rows = new DatabaseSink(connect(), 1)) {
            rows.committed(new CommittedTransaction("", List.of(), List.of(waiting)));
        }
        assertThat(audit("--binlog", "off")).isEqualTo(1);
        assertViolated("I10", "event " + waiting.id());
        assertThat(output).doesNotContain("I5 is violated").doesNotContain("I6 is violated");
    }

    @Test
    void anOpenTransactionIsFound() {
        publish(recorded.published);
        try (KafkaSink kafka = new KafkaSink(TestBroker.bootstrapServers(), name, topics)) {
            kafka.leaveOpen(List.of(recorded.published.getFirst()));
            assertThat(audit()).isEqualTo(1);
            assertViolated("I10", "partition " + topics.get(AggregateKind.STOCK));
        }
    }

    @Test
    void withoutKafkaTheVerdictIsUnknown() {
        topics.put(AggregateKind.HOLD, "no-such-topic");
        assertThat(audit()).isEqualTo(2);
        assertThat(output).contains("UNKNOWN", "has no topic no-such-topic");
    }

    @Test
    void withoutATableTheVerdictIsUnknown() throws Exception {
        publish(recorded.published);
        sql("DROP TABLE payment");
        assertThat(audit()).isEqualTo(2);
        assertThat(output).contains("UNKNOWN", "the tables cannot be read");
    }

    @Test
    void anUnreadableLogIsUnknown() throws Exception {
        publish(recorded.published);
        Files.writeString(folder.resolve("client.jsonl"), "{\"op\":1,\"phase\":\"ok\"}\n");
        assertThat(audit()).isEqualTo(2);
        assertThat(output).contains("client.jsonl, line 1");
    }
}
