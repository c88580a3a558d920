import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events and checks their order for itself: the versions of each hold, order, payment and stock run 1, 2, 3 … without a gap.
 * Ends after ten seconds without an event. {@code docs/clients.md} tells how to start it.
 *
 * <p>A consumer of yours keeps the last versions with what it makes of the events, in one transaction: then an event that is read again
 * after a restart is passed over, just like one that comes twice.
 */
public final class EventConsumer {

    private static final List<String> TOPICS = List.of("checkout.holds", "checkout.orders", "checkout.payments", "checkout.stock");

    private final Map<String, Long> versions = new HashMap<>();

    public static void main(String[] arguments) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("group.id", "event-consumer-" + System.nanoTime());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        // What the relay has begun and not committed must not be seen.
        settings.put("isolation.level", "read_committed");
        EventConsumer events = new EventConsumer();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(TOPICS);
            var records = consumer.poll(Duration.ofSeconds(30));
            while (!records.isEmpty()) {
                records.forEach(events::take);
                consumer.commitSync();
                records = consumer.poll(Duration.ofSeconds(10));
            }
        }
        System.out.println(events.versions.size() + " holds, orders, payments and stocks, each without a gap");
    }

    private void take(ConsumerRecord<String, String> event) {
        JsonNode data = JsonMapper.shared().readTree(event.value());
        long next = data.required("version").longValue();
        String subject = event.topic() + "/" + header(event, "ce_subject");
        long last = versions.getOrDefault(subject, 0L);
        if (next <= last) {
            return;
        }
        if (next != last + 1) {
            throw new IllegalStateException("%s: version %d came after %d".formatted(subject, next, last));
        }
        versions.put(subject, next);
        // Types may be added within v1: pass over those that you do not know, but count their versions.
        System.out.println(header(event, "ce_type") + " " + data);
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value());
    }
}
