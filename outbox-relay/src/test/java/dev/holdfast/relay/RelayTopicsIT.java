package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testing.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTopicsIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 4);

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void missingTopicsAreCreatedAndThoseThatAreThereAreLeftAsTheyAre() throws Exception {
        create(new NewTopic(deployment.topic("stock"), 1, (short) 1));

        assertThat(deployment.prepareTopics()).isNull();
        assertThat(deployment.prepareTopics()).isNull();

        assertThat(partitions(deployment.topic("stock"))).isEqualTo(1);
        assertThat(partitions(deployment.topic("holds"))).isEqualTo(3);
        assertThat(partitions(deployment.name + ".relay-progress")).isEqualTo(4);
    }

    @Test
    void aProgressTopicWithoutOnePartitionALaneIsRefused() throws Exception {
        create(new NewTopic(deployment.name + ".relay-progress", 3, (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));

        assertThat(deployment.prepareTopics()).contains("has 3 partitions").contains("lanes.count is 4");
        assertThat(partitions(deployment.name + ".relay-progress")).isEqualTo(3);
    }

    @Test
    void aProgressTopicThatWouldForgetIsRefused() throws Exception {
        create(new NewTopic(deployment.name + ".relay-progress", Optional.of(4), Optional.empty()));

        assertThat(deployment.prepareTopics()).contains("cleanup.policy=delete");
    }

    @Test
    void aProgressTopicThatWasLostIsMadeAnewOnlyWhenAnOperatorSaysSo() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
        deployment.append("holds", "key", 1);
        assertThat(deployment.lane(deployment.lanes.of("key")).relayOnce()).isEqualTo(new Step.Published(1));
        try (var admin = deployment.kafka().admin()) {
            admin.deleteTopics(List.of(deployment.name + ".relay-progress")).all().get();
        }

        assertThat(deployment.prepareTopics()).contains("is missing").contains("accept-missing-progress");

        deployment.settings.put("holdfast.relay.accept-missing-progress", true);
        assertThat(deployment.prepareTopics()).isNull();
        assertThat(partitions(deployment.name + ".relay-progress")).isEqualTo(4);
    }

    private void create(NewTopic topic) throws Exception {
        try (var admin = deployment.kafka().admin()) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            // The name is this test's own. A request whose answer is lost on its way to the controller is sent again.
            assertThat(failure).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    private int partitions(String topic) throws Exception {
        try (var admin = deployment.kafka().admin()) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
        }
    }
}
