package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseIT {

    @Test
    void eachDatabaseIsASchemaOfItsOwnThatGoesWhenItIsClosed() {
        String closedUrl;
        try (TestDatabase one = TestDatabase.create(); TestDatabase other = TestDatabase.create()) {
            closedUrl = one.jdbcUrl();
            JdbcClient.create(one.dataSource()).sql("INSERT INTO stock (product_id, total, available, version) VALUES (1, 5, 5, 1)").update();
            assertThat(JdbcClient.create(other.dataSource()).sql("SELECT COUNT(*) FROM stock").query(Long.class).single()).isZero();
            assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        }
        DatabaseServer server = DatabaseServer.shared();
        assertThatThrownBy(() -> DriverManager.getConnection(closedUrl, server.user(), server.password()).close())
                .isInstanceOf(SQLException.class).hasMessageContaining("Unknown database");
    }

    @Test
    void sessionsAreInUtcAndReadCommitted() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(JdbcClient.create(database.dataSource())
                    .sql("SELECT CONCAT_WS(' ', @@session.transaction_isolation, TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(6), NOW(6)))")
                    .query(String.class).single()).isEqualTo("READ-COMMITTED 0");
        }
    }
}
