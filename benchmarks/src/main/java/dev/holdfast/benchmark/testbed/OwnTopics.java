package dev.holdfast.benchmark.testbed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What the relays of one schema have left in Kafka; it is deleted when this is closed.
 *
 * @param schema with its name, and a dot, the names of its topics begin; the group of its relays has that name
 */
record OwnTopics(String bootstrap, String schema) implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;

    @Override
    public void close() throws ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS))) {
            Set<String> topics = admin.listTopics().names().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            List<String> own = topics.stream().filter(topic -> topic.startsWith(schema + ".")).toList();
            admin.deleteTopics(own).all().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            if (!own.isEmpty()) {
                admin.deleteConsumerGroups(List.of(schema)).all().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
