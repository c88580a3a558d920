package dev.holdfast.testing;

import dev.holdfast.embedded.EmbeddedBroker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The Kafka broker that all tests of the JVM share; each test uses topic names of its own.
 *
 * <p>It is started when first asked for: the one that {@code HOLDFAST_TEST_KAFKA_BOOTSTRAP} names, else a Kafka container where an engine
 * can start one, else the embedded broker. A line in the log says which, and why. It ends with the JVM.
 * A test that stops its broker starts an {@link EmbeddedBroker} of its own instead.
 */
public final class TestBroker {

    private static final Logger log = LoggerFactory.getLogger(TestBroker.class);
    private static final String IMAGE = "apache/kafka:4.3.1";

    private static @Nullable String shared;

    private TestBroker() {
    }

    /** @return host and port, or several of them with commas between */
    public static synchronized String bootstrapServers() {
        String servers = shared;
        if (servers == null) {
            servers = pick();
            shared = servers;
        }
        return servers;
    }

    private static String pick() {
        String given = System.getenv("HOLDFAST_TEST_KAFKA_BOOTSTRAP");
        if (given != null && !given.isBlank()) {
            log.info("Tests run on the broker that HOLDFAST_TEST_KAFKA_BOOTSTRAP names: {}", given);
            return given;
        }
        try {
            return container();
        } catch (NoContainer reason) {
            log.info("Tests run on the embedded Kafka broker, because HOLDFAST_TEST_KAFKA_BOOTSTRAP is not set and there is no container: {}",
                    reason.getMessage());
            return embedded();
        }
    }

    private static String container() throws NoContainer {
        KafkaContainer container = ContainerEngine.start(IMAGE, () -> new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"));
        AtExit.stop(container::stop);
        log.info("Tests run on a container of {}, because HOLDFAST_TEST_KAFKA_BOOTSTRAP is not set and a container engine has the image",
                IMAGE);
        return container.getBootstrapServers();
    }

    private static String embedded() {
        Path directory = AtExit.temporaryDirectory("broker");
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        AtExit.stop(() -> {
            broker.close();
            AtExit.delete(directory);
        });
        return broker.bootstrapServers();
    }
}
