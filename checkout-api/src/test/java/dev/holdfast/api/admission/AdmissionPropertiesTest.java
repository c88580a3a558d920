package dev.holdfast.api.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.api.admission.AdmissionProperties.Places;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionPropertiesTest {

    /** Tomcat takes no more connections than that, and what cannot connect is in no class. */
    private static final int CONNECTIONS = 4_096;

    private static final Places BY_PROCESSORS = new Places(0, 16, 0, 0, 0);

    @Test
    void aThousandClientsOfOneProductHaveAPlaceEachByDefault() {
        assertThat(BY_PROCESSORS.holds()).isGreaterThanOrEqualTo(1_024);
    }

    @Test
    void byDefaultConnectionsAreLeftForThoseWhoCountWhenAllPlacesAreTakenAndAllWaitWhoMay() {
        int places = BY_PROCESSORS.webhooks() + BY_PROCESSORS.admin() + BY_PROCESSORS.orders() + BY_PROCESSORS.holds()
                + BY_PROCESSORS.reads();
        assertThat(places + 1_024).isLessThan(CONNECTIONS);
    }

    @ParameterizedTest
    @CsvSource({"-1, PT1S", "100001, PT1S", "1, PT0.009S", "1, PT10.001S"})
    void whatIsOutOfRangeIsRefused(int maxWaiting, Duration maxWait) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AdmissionProperties(BY_PROCESSORS, maxWaiting, maxWait))
                .withMessageContaining("holdfast.api.admission.max-wait");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "100001, 1", "1, 0", "1, 100001"})
    void placesOutOfRangeAreRefused(int holds, int admin) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Places(0, admin, 0, holds, 0))
                .withMessageContaining("holdfast.api.admission.places.");
    }
}
