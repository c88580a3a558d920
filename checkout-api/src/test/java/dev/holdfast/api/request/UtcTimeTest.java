package dev.holdfast.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();

    private record Request(@UtcTime @Nullable String at) {
    }

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:00:00Z", "2026-11-23T04:16:32.224111Z", "2028-02-29T23:59:59.1Z", "9998-12-31T23:59:59.999999Z"})
    void aTimeOfTheAnswersIsOneOfTheRequests(String text) {
        assertThat(VALIDATOR.validate(new Request(text))).isEmpty();
    }

    @Test
    void noTimeIsLeftToOthers() {
        assertThat(VALIDATOR.validate(new Request(null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "2026-11-23", "2026-11-23T04:16Z", "2026-11-23T04:16:32",
        "2026-11-23T04:16:32z", "2026-11-23t04:16:32Z",
        "2026-11-23T04:16:32+00:00", "2026-11-23T24:00:00Z", "2026-11-23T23:59:60Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "1999-12-31T23:59:59Z", "9999-01-01T00:00:00Z", "2026-11-23T04:16:32.Z", "2026-11-23T04:16:32.1234567Z", "+12026-11-23T04:16:32Z",
        "٢٠٢٦-11-23T04:16:32Z", "1795407392"})
    void whatIsNoSuchTimeIsRefused(String text) {
        assertThat(VALIDATOR.validate(new Request(text))).hasSize(1);
    }
}
