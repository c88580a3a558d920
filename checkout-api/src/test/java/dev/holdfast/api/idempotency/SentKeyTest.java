package dev.holdfast.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.problem.InvalidRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentKeyTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = {
        "8e03978e-40d5-43e8-bc93-6894a57f9324,   8e03978e-40d5-43e8-bc93-6894a57f9324",
        "\"8e03978e-40d5-43e8-bc93-6894a57f9324\", 8e03978e-40d5-43e8-bc93-6894a57f9324",
        "\"with \\\" and \\\\\",  ",
        "\"with\\\"and\\\\\",     with\"and\\",
        "with\"and\\,             with\"and\\",
        "!~,                      !~",
    })
    void withAndWithoutQuotationMarksItIsTheSameKey(String header, @Nullable String key) {
        if (key == null) {
            assertThatThrownBy(() -> value(header)).isInstanceOf(InvalidRequest.class);
        } else {
            assertThat(value(header)).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "\"\"", "\"open", "\"a\"b\"", "\"a\\b\"", "\"a\\\"", "\"a\";p=1", "two words", "\"two words\"",
        "schlüssel", "a\tb"})
    void whatIsNoKeyIsRefused(String header) {
        assertThatThrownBy(() -> value(header)).isInstanceOf(InvalidRequest.class).hasMessageStartingWith("Idempotency-Key ");
    }

    @Test
    void itHasUpTo255Characters() {
        assertThat(value("k".repeat(255))).hasSize(255);
        assertThat(value("\"" + "k".repeat(255) + "\"")).hasSize(255);
        assertThatThrownBy(() -> value("k".repeat(256))).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void severalAreRefusedAndNoneIsNone() {
        assertThatThrownBy(() -> value("a", "b")).isInstanceOf(InvalidRequest.class);
        assertThat(value()).isNull();
    }

    private static @Nullable String value(String... headers) {
        return SentKey.of(List.of(headers), "POST /api/holds", "/api/holds").value();
    }
}
