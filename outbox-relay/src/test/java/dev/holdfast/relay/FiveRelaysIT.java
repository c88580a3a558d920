package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Many relays share the lanes, and each that leaves hands its own over while the others go on. */
// One that starts configures the log of this JVM, which one that ends resets.
@ResourceLock("spring-application")
class FiveRelaysIT {

    private static final int LANES = 10;
    private static final int RELAYS = 5;
    private static final int KEYS = 40;

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), LANES);
    private final Deque<ConfigurableApplicationContext> relays = new ArrayDeque<>();
    private final Map<String, List<String>> appended = new HashMap<>();
    private int version;

    @AfterEach
    void close() {
        relays.forEach(ConfigurableApplicationContext::close);
        deployment.close();
    }

    @Test
    void whatIsCommittedWhileRelaysComeAndLeaveAppearsOnceAndInOrder() {
        for (int count = 1; count <= RELAYS; count++) {
            relays.add(deployment.start(WebApplicationType.NONE));
            appendToEachKey();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> lanesOfEach().stream().allMatch(lanes -> lanes.size() == LANES / RELAYS));
        while (relays.size() > 1) {
            relays.remove().close();
            appendToEachKey();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> deployment.backlog.size().rows() == 0);
        assertThat(lanesOfEach()).singleElement().satisfies(lanes -> assertThat(lanes).hasSize(LANES));
        assertThat(deployment.published().stream().collect(Collectors.groupingBy(record -> new String(record.key()),
                Collectors.mapping(record -> new String(record.headers().lastHeader("ce_id").value()), Collectors.toList()))))
                .isEqualTo(appended);
    }

    private void appendToEachKey() {
        version++;
        IntStream.range(0, KEYS).mapToObj(key -> "key-" + key).forEach(key -> appended.computeIfAbsent(key, none -> new ArrayList<>())
                .add(deployment.append("holds", key, version).eventId().toString()));
    }

    private List<Collection<Integer>> lanesOfEach() {
        return relays.stream().map(relay -> relay.getBean(OwnedLanes.class).all()).toList();
    }
}
