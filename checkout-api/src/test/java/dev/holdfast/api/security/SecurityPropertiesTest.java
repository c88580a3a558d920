package dev.holdfast.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityPropertiesTest {

    private static final Duration REFRESH = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
    void aHashThatIsNoneIsRefusedWithoutBeingQuoted(String hash) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecurityProperties(false, hash, REFRESH, "roles"))
                .withMessageContaining("holdfast.security.bootstrap-key-hash").withMessageNotContaining(hash.length() == 1 ? "'x'" : hash);
    }

    @Test
    void anEmptyHashIsNone() {
        assertThat(new SecurityProperties(false, "", REFRESH, "roles").bootstrapKeyHash()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.099S", "PT61S"})
    void theRefreshHasLimits(Duration refresh) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecurityProperties(false, null, refresh, "roles"))
                .withMessageContaining("holdfast.security.key-refresh");
    }
}
