package dev.holdfast.quickstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints every event, from the first one on and then as they come: what any {@code read_committed} client sees. */
final class ShowEvents {

    /** Ends with a word, so that the relay's own progress topic is left out. */
    private static final Pattern TOPICS = Pattern.compile("checkout\\.(holds|orders|payments|stock)");
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String bootstrap;
    private final PrintStream out;

    ShowEvents(String bootstrap, PrintStream out) {
        this.bootstrap = bootstrap;
        this.out = out;
    }

    /** @throws CannotStart when no broker answers */
    void run() {
        requireBroker();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG, "holdfast-show-events-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(TOPICS);
            out.println("Waiting for events; Ctrl-C ends this");
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(this::print);
            }
        }
    }

    private void requireBroker() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        } catch (ExecutionException | TimeoutException away) {
            throw new CannotStart("no broker answers at %s; start Holdfast with ./run first".formatted(bootstrap));
        }
    }

    private void print(ConsumerRecord<String, String> event) {
        out.printf("%s  %-19s key %s  %s%n    %s%n", header(event, "ce_time"), event.topic(), event.key(),
                header(event, "ce_type"), event.value());
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
