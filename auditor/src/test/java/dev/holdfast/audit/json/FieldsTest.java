package dev.holdfast.audit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static Fields read(String json) {
        return JsonObjects.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fieldsAreReadByNameAndOthersArePassedOver() {
        Fields fields = read("{\"id\":9007199254740991,\"list\":[1,{\"a\":2}],\"name\":\"å\",\"price\":19.99,\"none\":null,\"in\":{\"id\":3}}");
        assertThat(fields.number("id")).isEqualTo(9_007_199_254_740_991L);
        assertThat(fields.text("name")).isEqualTo("å");
        assertThat(fields.amount("price")).isEqualTo(199_900);
        assertThat(fields.textOrNull("none")).isNull();
        assertThat(fields.inner("in").number("id")).isEqualTo(3);
        assertThat(fields.inner("none").has("id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{a:1}", "nothing"})
    void whatIsNoObjectIsUnreadable(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Unreadable.class);
    }

    @Test
    void aFieldOfAnotherKindIsUnreadable() {
        Fields fields = read("{\"text\":\"1\",\"fine\":1.5,\"large\":4294967296,\"precise\":0.00001}");
        assertThatThrownBy(() -> fields.number("text")).hasMessageContaining("text");
        assertThatThrownBy(() -> fields.number("fine")).hasMessageContaining("1.5");
        assertThatThrownBy(() -> fields.smallNumber("large")).hasMessageContaining("too large");
        assertThatThrownBy(() -> fields.amount("precise")).hasMessageContaining("four decimals");
        assertThatThrownBy(() -> fields.text("missing")).hasMessageContaining("has no missing");
        assertThatThrownBy(() -> fields.time("text")).hasMessageContaining("no time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-27T09:02:00Z", "2026-11-27T09:02:00.1Z", "2026-11-27T09:02:00.123456Z", "1969-12-31T23:59:59.999999Z",
            "2024-02-29T00:00:00.000001Z", "2026-11-27T09:02:00.123456789Z"})
    void timesAreReadToTheMicrosecond(String time) {
        assertThat(Timestamps.micros(time)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)));
    }
}
