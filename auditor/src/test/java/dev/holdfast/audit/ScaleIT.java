package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.PaymentStatus;
import dev.holdfast.audit.sale.DatabaseSink;
import dev.holdfast.audit.sale.KafkaSink;
import dev.holdfast.audit.sale.Sale;
import dev.holdfast.audit.sale.SampleSale;
import dev.holdfast.audit.sale.Sink;
import dev.holdfast.testing.TestBroker;
import dev.holdfast.testing.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an audit of many operations takes in a heap of 2 GiB. Not a part of the build: it takes minutes, and is started by
 * {@code ./mvnw verify -pl auditor -am -Dit.test=ScaleIT -Daudit.scale=1000000 -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "audit.scale", matches = "[0-9]+")
class ScaleIT {

    private static final int PRODUCTS = 20;
    private static final int TRANSACTIONS_PER_COMMIT = 50;
    private static final int COMMITS_PER_PUBLISHING = 200;

    @TempDir
    private Path folder;

    /** What a sale writes, at once into the tables, into Kafka and into a log. */
    private static final class Everywhere implements Sink, AutoCloseable {

        private final DatabaseSink tables;
        private final KafkaSink kafka;
        private final BufferedWriter log;
        private long lines;
        private long transactions;

        Everywhere(DatabaseSink tables, KafkaSink kafka, BufferedWriter log) {
            this.tables = tables;
            this.kafka = kafka;
            this.log = log;
        }

        @Override
        public void committed(CommittedTransaction transaction) {
            tables.committed(transaction);
            kafka.committed(transaction);
            if (++transactions % (TRANSACTIONS_PER_COMMIT * COMMITS_PER_PUBLISHING) == 0) {
                tables.published();
            }
        }

        @Override
        public void logged(String line) {
            try {
                log.write(line);
                log.write('\n');
                lines++;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        long operations() {
            return lines / 2;
        }

        @Override
        public void close() throws Exception {
            tables.commit();
            tables.published();
            kafka.publish();
            tables.close();
            kafka.close();
            log.close();
        }
    }

    @Test
    void aLargeSaleIsAuditedInAMinute() throws Exception {
        String name = "scale-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers()))) {
            admin.createTopics(topics(name).values().stream().map(topic -> new NewTopic(topic, 12, (short) 1)).toList()).all().get();
        }
        try (TestDatabase database = TestDatabase.create()) {
            Path log = folder.resolve("client.jsonl");
            try (Everywhere sink = new Everywhere(new DatabaseSink(DriverManager.getConnection(
                            database.jdbcUrl() + "&rewriteBatchedStatements=true", database.user(), database.password()), TRANSACTIONS_PER_COMMIT),
                    new KafkaSink(TestBroker.bootstrapServers(), name, topics(name)), Files.newBufferedWriter(log))) {
                run(new Sale(sink, SampleSale.EXPIRES_AT), sink, Long.getLong("audit.scale"));
            }
            System.out.printf("The log has %,d bytes%n", Files.size(log));
            long begin = System.nanoTime();
            assertThat(audit(database, name, log)).isZero();
            System.out.printf("The whole command took %d ms%n", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
    }

    private static Map<AggregateKind, String> topics(String name) {
        return Map.of(AggregateKind.HOLD, name + ".holds", AggregateKind.ORDER, name + ".orders", AggregateKind.PAYMENT, name + ".payments",
                AggregateKind.STOCK, name + ".stock");
    }

    /** Of ten buyers six pay, one pays late, one cancels, one releases, and one lets the hold expire. */
    private static void run(Sale sale, Everywhere sink, long operations) {
        for (long product = 1; product <= PRODUCTS; product++) {
            sale.product(product, Integer.MAX_VALUE / 2);
        }
        for (long buyer = 0; sink.operations() < operations; buyer++) {
            long hold = sale.hold(1 + buyer % PRODUCTS, 1 + (int) (buyer % 3), "customer-" + buyer);
            switch ((int) (buyer % 10)) {
                case 7 -> sale.cancel(sale.order(hold));
                case 8 -> sale.release(hold);
                case 9 -> sale.expire(hold);
                case 6 -> {
                    long order = sale.order(hold);
                    sale.expire(hold);
                    sale.pay("payment-" + buyer, order, PaymentStatus.SUCCESS);
                }
                default -> sale.pay("payment-" + buyer, sale.order(hold), PaymentStatus.SUCCESS);
            }
        }
    }

    private int audit(TestDatabase database, String name, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g",
                "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-cp", System.getProperty("java.class.path"), Auditor.class.getName(),
                "--binlog", "required", "--operations", log.toString(), "--json", folder.resolve("result.json").toString()));
        topics(name).forEach((kind, topic) -> command.addAll(List.of("--topic", kind.aggregateType() + "=" + topic)));
        Path output = folder.resolve("output.txt");
        // Into a file, because what a child of a test writes is lost among Maven's own words.
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        process.environment().putAll(Map.of("HOLDFAST_DB_URL", database.jdbcUrl(), "HOLDFAST_DB_USER", database.user(), "HOLDFAST_DB_PASSWORD",
                database.password(), "HOLDFAST_KAFKA_BOOTSTRAP", TestBroker.bootstrapServers()));
        int exitCode = process.start().waitFor();
        System.out.println(Files.readString(output));
        return exitCode;
    }
}
