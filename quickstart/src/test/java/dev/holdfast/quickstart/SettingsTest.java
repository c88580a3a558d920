package dev.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Path DIRECTORY = Path.of(".holdfast");

    @Test
    void withoutAnySettingTheServicesAreEmbeddedOnTheUsualPorts() {
        assertThat(Settings.from(Map.of(), DIRECTORY)).isEqualTo(new Settings(DIRECTORY, 8080, 13306, 19092, 8090, null, "holdfast", "", null));
    }

    @Test
    void anEmptySettingIsNone() {
        assertThat(Settings.from(Map.of("HOLDFAST_API_PORT", "", "HOLDFAST_DB_URL", " ", "HOLDFAST_KAFKA_BOOTSTRAP", ""), DIRECTORY))
                .isEqualTo(Settings.from(Map.of(), DIRECTORY));
    }

    @Test
    void servicesOfTheUserTakeThePlaceOfTheEmbeddedOnes() {
        Settings settings = Settings.from(Map.of("HOLDFAST_DB_URL", "jdbc:mysql://db/shop", "HOLDFAST_DB_USER", "me",
                "HOLDFAST_DB_PASSWORD", "secret", "HOLDFAST_KAFKA_BOOTSTRAP", "kafka:9092", "HOLDFAST_API_PORT", "65535"), DIRECTORY);
        assertThat(settings).isEqualTo(new Settings(DIRECTORY, 65535, 13306, 19092, 8090, "jdbc:mysql://db/shop", "me", "secret", "kafka:9092"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8080x", "999999999999"})
    void whatIsNoPortIsRefusedByTheNameOfItsSetting(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("HOLDFAST_DB_PORT", port), DIRECTORY)).isInstanceOf(CannotStart.class)
                .hasMessage("HOLDFAST_DB_PORT is '%s'; set it to a port from 1 to 65535", port);
    }
}
