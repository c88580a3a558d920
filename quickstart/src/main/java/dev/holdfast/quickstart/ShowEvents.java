package dev.holdfast.quickstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints every event, from the first one on and then as they come: what any {@code read_committed} client sees. */
final class ShowEvents {

    private static final List<String> TOPICS = List.of("checkout.holds", "checkout.orders", "checkout.payments", "checkout.stock");
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
        // Without a group: a broker that starts anew would otherwise begin at the first event again.
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream().filter(topic -> TOPICS.contains(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            if (partitions.isEmpty()) {
                throw new CannotStart("there are no events yet at %s; start Holdfast with ./run first".formatted(bootstrap));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
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
