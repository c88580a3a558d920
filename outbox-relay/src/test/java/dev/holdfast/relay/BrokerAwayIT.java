package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.health.contributor.Status;

/** The broker is away when the relay starts, and again later: that costs a backlog and nothing else. */
// One that starts configures the log of this JVM, which one that ends resets.
@ResourceLock("spring-application")
class BrokerAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void theBacklogDrainsByItselfEachTimeTheBrokerIsBack() {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        int port = broker.port();
        broker.close();
        List<String> appended = new ArrayList<>();
        try (var deployment = new Deployment("127.0.0.1:" + port, 2)) {
            append(deployment, appended, 1, 50);
            try (var relay = deployment.start(WebApplicationType.NONE)) {
                RelayHealth health = relay.getBean(RelayHealth.class);
                await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(RelayHealth.DEGRADED));

                broker = EmbeddedBroker.start(directory, port);
                await().atMost(PATIENCE).until(() -> deployment.backlog.size().rows() == 0);
                await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(Status.UP));

                broker.close();
                append(deployment, appended, 51, 2_000);
                await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(RelayHealth.DEGRADED));

                broker = EmbeddedBroker.start(directory, port);
                await().atMost(PATIENCE).until(() -> deployment.backlog.size().rows() == 0);
                assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
            }
        } finally {
            broker.close();
        }
    }

    /** One key, so that the order of all is told. */
    private static void append(Deployment deployment, List<String> appended, int first, int last) {
        for (int version = first; version <= last; version++) {
            appended.add(deployment.append("holds", "key", version).eventId().toString());
        }
    }
}
