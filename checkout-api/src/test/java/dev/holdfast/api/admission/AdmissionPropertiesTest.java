package dev.holdfast.api.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.api.admission.AdmissionProperties.Places;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

class AdmissionPropertiesTest {

    private static final Places ONE_EACH = new Places(1, 1, 1, 1, 1);

    /** What cannot connect is in no class. */
    @Test
    void byDefaultConnectionsAreLeftForThoseWhoCountWhenAllPlacesAreTakenAndAllWaitWhoMay() throws IOException {
        AdmissionProperties properties = new Binder().bindOrCreate("holdfast.api.admission", AdmissionProperties.class);
        Object connections = new YamlPropertySourceLoader().load("api", new ClassPathResource("checkout-api.yml")).getFirst()
                .getProperty("server.tomcat.max-connections");

        int places = Stream.of(RequestClass.values()).mapToInt(properties.places()::of).sum();
        assertThat(places + properties.maxWaiting()).isLessThan(Integer.parseInt(String.valueOf(connections)));
        assertThat(properties.places().holds()).as("clients of one hot product").isGreaterThanOrEqualTo(1_024);
    }

    @ParameterizedTest
    @CsvSource({"-1, PT1S", "100001, PT1S", "1, PT0.009S", "1, PT10.001S"})
    void whatIsOutOfRangeIsRefused(int maxWaiting, Duration maxWait) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AdmissionProperties(ONE_EACH, maxWaiting, maxWait))
                .withMessageContaining("holdfast.api.admission.max-wait");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "100001, 1", "1, 0", "1, 100001"})
    void placesOutOfRangeAreRefused(int holds, int admin) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Places(1, admin, 1, holds, 1))
                .withMessageContaining("holdfast.api.admission.places.");
    }
}
