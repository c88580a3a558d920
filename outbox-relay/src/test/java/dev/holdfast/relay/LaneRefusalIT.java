package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane whose progress cannot be relied on publishes nothing, says why, and goes on once it can. */
class LaneRefusalIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);

    @BeforeEach
    void topics() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "{\"format\":3,\"lane\":0,\"published\":{}}"})
    void aLastProgressRecordThatIsNotUnderstoodStopsTheLane(String value) {
        deployment.append("holds", "key", 1);
        writeProgress(value);
        LaneRelay relay = deployment.lane(0);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Refused.class, step -> assertThat(step.reason())
                    .contains("Lane 0 stands still").contains(deployment.name + ".relay-progress").contains("operations guide"));
        }
        assertThat(deployment.publishedIds()).isEmpty();
        assertThat(deployment.backlog.size().rows()).isOne();

        writeProgress("{\"format\":1,\"lane\":0,\"published\":{}}");
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
    }

    /** Row ids begin at 1 again in a new database. Seen to lose the row with a relay that deletes by row id alone. */
    @Test
    void theProgressOfAnotherDatabaseStopsTheLane() {
        deployment.append("holds", "key", 1);
        long id = deployment.backlog.read(0, 1, Set.of()).getFirst().id();
        writeProgress("{\"format\":1,\"lane\":0,\"published\":{\"%d\":\"%s\"}}".formatted(id, UUID.randomUUID()));

        assertThat(deployment.lane(0).relayOnce()).isInstanceOfSatisfying(Step.Refused.class,
                step -> assertThat(step.reason()).contains("rows of another database"));

        assertThat(deployment.backlog.size().rows()).isOne();
    }

    /**
     * The broker deletes no records of a topic that is only compacted, so somebody has to change that first. Seen to publish twice with
     * a relay that takes an emptied partition for a new one.
     */
    @Test
    void aProgressThatWasDeletedStopsTheLane() throws Exception {
        deployment.append("holds", "key", 1);
        LaneRelay dies = deployment.lane(0, stage -> {
            if (stage == Stage.COMMITTED) {
                throw new Died(stage);
            }
        });
        assertThatThrownBy(dies::relayOnce).isInstanceOf(Died.class);
        try (var admin = deployment.kafka().admin()) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, deployment.name + ".relay-progress");
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(
                    new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete"), AlterConfigOp.OpType.SET)))).all().get();
            // The broker answers the change before each of its partitions knows of it, and refuses to delete until then.
            var everything = Map.of(new TopicPartition(deployment.name + ".relay-progress", 0), RecordsToDelete.beforeOffset(-1));
            await().atMost(Duration.ofSeconds(30)).ignoreExceptionsMatching(refused -> refused.getCause() instanceof PolicyViolationException)
                    .until(() -> admin.deleteRecords(everything).all().get() == null);
        }

        LaneRelay next = deployment.lane(0);
        Step decided = await().atMost(Duration.ofSeconds(60)).until(next::relayOnce, step -> !(step instanceof Step.Restarted));
        assertThat(decided).isInstanceOfSatisfying(Step.Refused.class,
                step -> assertThat(step.reason()).contains("it was deleted from the topic"));

        assertThat(deployment.publishedIds()).hasSize(1);
    }

    private void writeProgress(String value) {
        try (var producer = deployment.kafka().producer(0)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(deployment.name + ".relay-progress", 0, "0".getBytes(StandardCharsets.UTF_8),
                    value.getBytes(StandardCharsets.UTF_8)));
            producer.commitTransaction();
        }
    }

    /** As after the death of a broker that had decided to commit and not said so to every partition; seen in a campaign of faults. */
    @Test
    void aLaneWaitsWhileATransactionIsOpenInItsProgress() {
        deployment.append("holds", "key", 1);
        LaneRelay relay = deployment.lane(0);
        try (var hanging = new KafkaProducer<>(Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, deployment.name + "-hanging"), new ByteArraySerializer(), new ByteArraySerializer())) {
            hanging.initTransactions();
            hanging.beginTransaction();
            hanging.send(new ProducerRecord<>(deployment.name + ".relay-progress", 0, new byte[] {'0'}, new byte[] {'{', '}'}));
            hanging.flush();

            assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Restarted.class,
                    step -> assertThat(step.cause()).hasMessageContaining("a transaction is open from offset 0 on"));
            assertThat(deployment.publishedIds()).isEmpty();

            hanging.abortTransaction();
            await().atMost(Duration.ofSeconds(30)).until(relay::relayOnce, new Step.Published(1)::equals);
        }
        assertThat(deployment.publishedIds()).hasSize(1);
    }
}
