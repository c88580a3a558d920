package dev.holdfast.benchmark.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    private static final Map<String, String> DURABLE = Map.of("version", "9.7.4", "version_comment", "MySQL Community Server",
            "innodb_flush_log_at_trx_commit", "1", "sync_binlog", "1", "log_bin", "ON", "innodb_doublewrite", "ON");

    @Test
    void aDurableServerHasNoWeakness() {
        assertThat(new ServerSettings(false, DURABLE).weaknesses()).isEmpty();
        assertThat(new ServerSettings(false, DURABLE).product()).isEqualTo("MySQL 9.7.4");
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 2,           innodb_flush_log_at_trx_commit is 2",
        "sync_binlog,                    0,           sync_binlog is 0",
        "sync_binlog,                    1000,        sync_binlog is 1000",
        "log_bin,                        OFF,         the binary log is off",
        "innodb_doublewrite,             OFF,         innodb_doublewrite is OFF",
        "innodb_doublewrite,             DETECT_ONLY, innodb_doublewrite is DETECT_ONLY",
    })
    void eachWeakSettingIsNamed(String name, String value, String complaint) {
        Map<String, String> weak = new HashMap<>(DURABLE);
        weak.put(name, value);
        assertThat(new ServerSettings(false, weak).weaknesses()).singleElement().asString().startsWith(complaint);
    }

    @Test
    void aServerThatDoesNotTellIsNotTakenForDurable() {
        assertThat(new ServerSettings(false, Map.of("version", "9.7.4")).weaknesses()).hasSize(4);
    }

    @Test
    void theEmbeddedMariaDbIsCalledWhatItIs() {
        assertThat(new ServerSettings(true, Map.of("version", "11.4.5-MariaDB-log")).product())
                .isEqualTo("embedded MariaDB 11.4.5-MariaDB-log");
    }
}
