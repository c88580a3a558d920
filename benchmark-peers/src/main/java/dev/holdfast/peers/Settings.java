package dev.holdfast.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where a peer works, and on how much.
 *
 * @param database         a schema of the peer's own
 * @param bootstrapServers Kafka
 * @param topic            where the events go; it is there already
 * @param directory        for files that a peer keeps from one process to the next
 * @param load             what is written
 */
public record Settings(Database database, String bootstrapServers, String topic, Path directory, Load load) {

    /**
     * @param url      for Connector/J
     * @param user     may create tables, and read the binlog where the peer does
     * @param password of the user
     */
    public record Database(String url, String user, String password) {
    }

    /**
     * @param rows     events that a fill writes, at least 0
     * @param keys     different keys, at least 1
     * @param rate     events a second that are published, at least 1
     * @param duration for how long
     */
    public record Load(long rows, int keys, int rate, Duration duration) {
    }

    /**
     * @param environment the database and Kafka, under the names that Holdfast's own applications read
     * @param options     the rest; what is not given has a default
     */
    static Settings of(Map<String, String> environment, Map<String, String> options) {
        return new Settings(
                new Database(
                        environment.getOrDefault("HOLDFAST_DB_URL", "jdbc:mysql://127.0.0.1:13306/holdfast"),
                        environment.getOrDefault("HOLDFAST_DB_USER", "holdfast"),
                        environment.getOrDefault("HOLDFAST_DB_PASSWORD", "")),
                environment.getOrDefault("HOLDFAST_KAFKA_BOOTSTRAP", "127.0.0.1:19092"),
                options.getOrDefault("topic", "checkout.holds"),
                Path.of(options.getOrDefault("directory", ".")),
                new Load(
                        Long.parseLong(options.getOrDefault("rows", "300000")),
                        Integer.parseInt(options.getOrDefault("keys", "50000")),
                        Integer.parseInt(options.getOrDefault("rate", "1000")),
                        Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "30")))));
    }
}
