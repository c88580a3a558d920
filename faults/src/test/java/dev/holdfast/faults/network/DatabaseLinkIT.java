package dev.holdfast.faults.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a commit on the way. */
class DatabaseLinkIT {

    private final TestDatabase database = TestDatabase.create();
    private final URI direct = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    private final DatabaseLink link = DatabaseLink.to(direct.getPort());

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection connection = database.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written (id INT PRIMARY KEY)");
        }
    }

    @AfterEach
    void close() {
        link.close();
        database.close();
    }

    @Test
    void aCommitThatIsLostBeforeTheServerHasNoEffect() throws SQLException {
        link.strikeNextCommit(new CommitFault.LostBefore());

        assertThatThrownBy(this::write).isInstanceOf(SQLException.class);

        assertThat(link.hasStruck()).isTrue();
        assertThat(rows()).isZero();
    }

    @Test
    void aCommitWhoseAnswerIsLostHasItsEffect() throws SQLException {
        link.strikeNextCommit(new CommitFault.LostAfter());

        assertThatThrownBy(this::write).isInstanceOf(SQLException.class);

        assertThat(rows()).isOne();
    }

    @Test
    void aCommitThatIsHeldBackTakesItsTime() throws SQLException {
        Duration time = Duration.ofMillis(300);
        link.strikeNextCommit(new CommitFault.HeldBack(time));

        write();
        assertThat(link.hasStruck()).as("a transaction without events").isFalse();
        long begun = System.nanoTime();
        append();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(time);
        assertThat(link.hasStruck()).isTrue();
        assertThat(link.overtaking()).isZero();
    }

    @Test
    void onlyOneCommitIsStruck() throws SQLException {
        link.strikeNextCommit(new CommitFault.LostBefore());
        assertThatThrownBy(this::write).isInstanceOf(SQLException.class);

        write();

        assertThat(rows()).isOne();
    }

    @Test
    void aLinkThatIsCutEndsItsConnectionsAndTakesNone() throws SQLException {
        try (Connection connection = throughTheLink()) {
            link.cut();
            assertThat(connection.isValid(2)).isFalse();
        }
        assertThatThrownBy(this::throughTheLink).isInstanceOf(SQLException.class);

        link.mend();
        write();
        assertThat(rows()).isOne();
    }

    private Connection throughTheLink() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl().replace(direct.getAuthority(), "127.0.0.1:" + link.port()),
                database.user(), database.password());
    }

    private void write() throws SQLException {
        try (Connection connection = throughTheLink(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO written VALUES (1)");
            connection.commit();
        }
    }

    private void append() throws SQLException {
        try (Connection connection = throughTheLink(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("""
                    INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
                    VALUES (0, '0f6b6b3c-63c8-4c70-a4d5-4f0f3a1f4a52', 'stock', '1', 'dev.holdfast.stock.changed.v1', '1', '{}', NOW(6))""");
            connection.commit();
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                // By a lock, which waits until the server has noticed that the connection is gone.
                var rows = statement.executeQuery("SELECT id FROM written FOR UPDATE")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}
