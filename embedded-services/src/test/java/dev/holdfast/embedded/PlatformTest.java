package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Mac OS X, aarch64", "Windows 11, amd64"})
    void platformsWithProgramsAreAccepted(String os, String processor) {
        assertThatCode(() -> MariaDbBinaries.requireSupported(os, processor)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Linux, aarch64", "Mac OS X, x86_64", "FreeBSD, amd64"})
    void otherPlatformsArePointedToADatabaseElsewhere(String os, String processor) {
        assertThatThrownBy(() -> MariaDbBinaries.requireSupported(os, processor))
                .isInstanceOf(ServiceNotStarted.class)
                .hasMessageContainingAll(os, processor, "docker compose up", "HOLDFAST_DB_URL");
    }
}
