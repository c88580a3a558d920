package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServerTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3306/holdfast?sslMode=DISABLED, jdbc:mysql://db:3306/other?sslMode=DISABLED",
        "jdbc:mysql://db:3306/holdfast, jdbc:mysql://db:3306/other?",
        "jdbc:mysql://db:3306?a=b, jdbc:mysql://db:3306/other?a=b",
        "jdbc:mysql://db, jdbc:mysql://db/other?"})
    void anotherSchemaOfTheSameServerKeepsTheParameters(String given, String other) {
        assertThat(DatabaseServer.of(given, "user", "secret").jdbcUrl("other")).isEqualTo(other);
    }

    @Test
    void anotherKindOfUrlIsRefusedWithTheFormExpected() {
        assertThatThrownBy(() -> DatabaseServer.of("jdbc:postgresql://db/holdfast", "user", "secret"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("jdbc:mysql://HOST:PORT");
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(DatabaseServer.of("jdbc:mysql://db/holdfast", "user", "secret").toString()).doesNotContain("secret");
    }
}
