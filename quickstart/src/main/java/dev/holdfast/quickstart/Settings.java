package dev.holdfast.quickstart;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user may set by the environment.
 *
 * @param directory   where the embedded services keep everything, and where the log is
 * @param apiPort     HOLDFAST_API_PORT
 * @param databasePort HOLDFAST_DB_PORT, of the embedded database
 * @param kafkaPort   HOLDFAST_KAFKA_PORT, of the embedded broker
 * @param simulatorPort HOLDFAST_SIMULATOR_PORT, of the simulated payment provider
 * @param databaseUrl HOLDFAST_DB_URL of a database to use in place of the embedded one; with HOLDFAST_DB_USER and HOLDFAST_DB_PASSWORD
 * @param bootstrap   HOLDFAST_KAFKA_BOOTSTRAP of a Kafka cluster to use in place of the embedded broker
 */
record Settings(
        Path directory,
        int apiPort,
        int databasePort,
        int kafkaPort,
        int simulatorPort,
        @Nullable String databaseUrl,
        String databaseUser,
        String databasePassword,
        @Nullable String bootstrap) {

    /** @throws CannotStart if a port is not a number from 1 to 65535 */
    static Settings from(Map<String, String> environment, Path directory) {
        return new Settings(directory,
                port(environment, "HOLDFAST_API_PORT", 8080),
                port(environment, "HOLDFAST_DB_PORT", 13306),
                port(environment, "HOLDFAST_KAFKA_PORT", 19092),
                port(environment, "HOLDFAST_SIMULATOR_PORT", 8090),
                blankToNull(environment.get("HOLDFAST_DB_URL")),
                environment.getOrDefault("HOLDFAST_DB_USER", "holdfast"),
                environment.getOrDefault("HOLDFAST_DB_PASSWORD", ""),
                blankToNull(environment.get("HOLDFAST_KAFKA_BOOTSTRAP")));
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static int port(Map<String, String> environment, String name, int usual) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            return usual;
        }
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65_535) {
            throw new CannotStart("%s is '%s'; set it to a port from 1 to 65535".formatted(name, value));
        }
        return Integer.parseInt(value);
    }

    Path logFile() {
        return directory.resolve("holdfast.log");
    }
}
