package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedClusterIT {

    @TempDir
    Path directory;

    @Test
    void threeBrokersKeepThreeCopiesAndGoOnWithoutOne() throws Exception {
        List<EmbeddedBroker> brokers = startTogether();
        try {
            Map<String, Object> clients = Map.of("bootstrap.servers",
                    String.join(",", brokers.stream().map(EmbeddedBroker::bootstrapServers).toList()));
            try (Admin admin = Admin.create(clients)) {
                admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty()))).all().get();
                assertThat(admin.describeTopics(List.of("kept")).allTopicNames().get().get("kept").partitions().getFirst().replicas()).hasSize(3);
                ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "kept");
                assertThat(admin.describeConfigs(List.of(topic)).all().get().get(topic).get("min.insync.replicas").value()).isEqualTo("2");
            }
            brokers.removeFirst().close();
            sendInTransaction(clients);
        } finally {
            brokers.forEach(EmbeddedBroker::close);
        }
    }

    private static void sendInTransaction(Map<String, Object> clients) {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put("transactional.id", "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", "value"));
            producer.commitTransaction();
        }
    }

    private List<EmbeddedBroker> startTogether() throws Exception {
        List<Integer> ports = IntStream.range(0, 6).map(unused -> LocalPort.anyFree()).boxed().toList();
        String cluster = Uuid.randomUuid().toString();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<EmbeddedBroker>> starting = IntStream.rangeClosed(1, 3).mapToObj(number -> threads.submit(() -> EmbeddedBroker.start(
                    directory.resolve(String.valueOf(number)), new ClusterMember(number, cluster, ports.subList(0, 3), ports.subList(3, 6)))))
                    .toList();
            List<EmbeddedBroker> brokers = new ArrayList<>();
            for (Future<EmbeddedBroker> broker : starting) {
                brokers.add(broker.get());
            }
            return brokers;
        }
    }
}
