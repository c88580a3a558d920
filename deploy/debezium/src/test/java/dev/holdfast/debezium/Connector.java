package dev.holdfast.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.debezium.ConnectWorker.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connector of {@code holdfast-outbox.json}, operated by Connect's REST interface as docs/debezium.md says. */
final class Connector {

    private static final String PATH = "/connectors/holdfast-outbox";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ConnectWorker worker;

    /** @param worker one of the group; the connector need not be there yet */
    Connector(ConnectWorker worker) {
        this.worker = worker;
    }

    /** @return what {@code ${env:…}} in the configuration refers to */
    static Map<String, String> environment(Deployment deployment, ConnectorUser user, String bootstrapServers) {
        URI database = deployment.address();
        return Map.of(
                "HOLDFAST_DB_HOST", database.getHost(),
                "HOLDFAST_DB_PORT", Integer.toString(database.getPort()),
                "HOLDFAST_DB_USER", user.name(),
                "HOLDFAST_DB_PASSWORD", user.password(),
                "HOLDFAST_KAFKA_BOOTSTRAP", bootstrapServers);
    }

    /** Posts the file as it is, but for the name of the schema. It begins stopped. */
    void create(String schema) throws IOException, InterruptedException {
        String shipped = Files.readString(Path.of("holdfast-outbox.json"));
        String adapted = shipped.replace("holdfast.outbox", schema + ".outbox")
                .replace("\"database.include.list\": \"holdfast\"", "\"database.include.list\": \"%s\"".formatted(schema));
        Answer answer = worker.request("POST", "/connectors", adapted);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        awaitNoPosition();
    }

    private void awaitNoPosition() {
        await().atMost(LIMIT).until(() -> worker.request("GET", PATH + "/offsets", "").body(), "{\"offsets\":[]}"::equals);
    }

    private void awaitRunning() {
        await().atMost(LIMIT).until(() -> {
            Answer answer = worker.request("GET", PATH + "/status", "");
            assertThat(answer.body()).doesNotContain("FAILED");
            JsonNode task = JsonMapper.shared().readTree(answer.body()).path("tasks").path(0);
            return answer.status() == 200 && task.path("state").asString("").equals("RUNNING");
        });
    }

    /** Rows that were there at the start are in Kafka, and it reads the binary log. */
    void awaitEndOfSnapshot() {
        await().atMost(LIMIT).until(() -> {
            JsonNode offset = offset();
            return offset.has("pos") && !offset.has("snapshot");
        });
    }

    /** All that was committed before is in Kafka. */
    void awaitPublishedUpTo(BinlogPosition end) {
        await().atMost(LIMIT).until(() -> {
            JsonNode offset = offset();
            return offset.has("pos")
                    && new BinlogPosition(offset.path("file").asString(), offset.path("pos").asLong()).compareTo(end) >= 0;
        });
    }

    private JsonNode offset() throws InterruptedException {
        Answer answer = worker.request("GET", PATH + "/offsets", "");
        return JsonMapper.shared().readTree(answer.status() == 200 ? answer.body() : "{}").path("offsets").path(0).path("offset");
    }

    void stop() throws InterruptedException {
        assertThat(worker.request("PUT", PATH + "/stop", "").status()).isEqualTo(204);
        await().atMost(LIMIT).until(() -> worker.request("GET", PATH + "/status", "").body(),
                status -> status.contains("STOPPED") && status.contains("\"tasks\":[]"));
    }

    void forgetPosition() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(worker.request("DELETE", PATH + "/offsets", "").status()).isEqualTo(200));
        awaitNoPosition();
    }

    void resume() throws InterruptedException {
        assertThat(worker.request("PUT", PATH + "/resume", "").status()).isEqualTo(202);
        awaitRunning();
    }
}
