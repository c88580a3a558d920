package dev.holdfast.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReconcilerPropertiesTest {

    @Test
    void theDefaultsAreAllowed() {
        ReconcilerProperties defaults = bind(Map.of());
        assertThat(defaults.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.lookBack()).isEqualTo(Duration.ofHours(1));
        assertThat(defaults.lease()).isEqualTo(Duration.ofSeconds(43));
    }

    @ParameterizedTest
    @CsvSource({"grace, 999ms", "grace, 11m", "interval, 99ms", "interval, 61s", "look-back, 59s", "look-back, 8d",
            "look-back-interval, 999ms", "look-back-interval, 25h",
            "margin, -1s", "margin, 61m", "timeout, 99ms", "timeout, 11s",
            "limit, 999ms", "limit, 6m", "longest-rest, 999ms", "longest-rest, 11m"})
    void whatCannotWorkIsRefusedByName(String property, String value) {
        String name = "holdfast.reconciler." + property;
        assertThatThrownBy(() -> bind(Map.of(name, value))).rootCause().hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"grace, 5s, interval, 5s", "look-back, 10m, look-back-interval, 15m"})
    void whatWouldNeverBeAskedAboutIsRefusedByBothNames(String property, String value, String interval, String every) {
        assertThatThrownBy(() -> bind(Map.of("holdfast.reconciler." + property, value, "holdfast.reconciler." + interval, every)))
                .rootCause().hasMessageContaining("holdfast.reconciler.%s must be longer than holdfast.reconciler.%s", property, interval);
    }

    private static ReconcilerProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("holdfast.reconciler", ReconcilerProperties.class);
    }
}
