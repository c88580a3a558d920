package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One directory for all, because unpacking takes longest; the order makes the first one a first start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedDatabaseIT {

    @TempDir
    static Path parent;

    private static Path directory;

    @BeforeAll
    static void nameTheDirectoryAsPeopleDo() {
        directory = parent.resolve("flash sale");
    }

    @Test
    @Order(1)
    void aSecondStartFindsTheDataAgain() {
        String password;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            password = database.password();
            connect(database).sql("CREATE TABLE kept (id INT PRIMARY KEY)").update();
            connect(database).sql("INSERT INTO kept VALUES (7)").update();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(connect(database).sql("SELECT id FROM kept").query(Integer.class).list()).containsExactly(7);
            assertThat(database.password()).isEqualTo(password);
        }
    }

    @Test
    @Order(8)
    void erasingLeavesNoDataButNeverTouchesARunningDatabase() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            connect(database).sql("CREATE TABLE gone (id INT PRIMARY KEY)").update();
            assertThatThrownBy(() -> EmbeddedDatabase.erase(directory)).isInstanceOf(ServiceNotStarted.class).hasMessageContaining("in use");
            assertThat(connect(database).sql("SELECT COUNT(*) FROM gone").query(Integer.class).single()).isZero();
        }
        EmbeddedDatabase.erase(directory);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThatThrownBy(() -> connect(database).sql("SELECT COUNT(*) FROM gone").query(Integer.class).single())
                    .hasMessageContaining("gone");
        }
    }

    @Test
    @Order(2)
    void settingsAreDurableAndLikeThoseOfTheRealDatabase() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(connect(database).sql("""
                    SELECT CONCAT_WS(' ', @@innodb_flush_log_at_trx_commit, @@sync_binlog, @@log_bin, @@binlog_format,
                                     @@transaction_isolation, @@global.time_zone, @@character_set_server)
                    """).query(String.class).single()).isEqualTo("1 1 ON ROW READ-COMMITTED +00:00 utf8mb4");
        }
    }

    @Test
    @Order(3)
    void onlyThisMachineGetsInAndOnlyWithThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(ListeningAddresses.of(database.port())).containsExactly("127.0.0.1");
            for (String user : new String[] {"root", "holdfast", "", System.getProperty("user.name")}) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, "").close())
                        .isInstanceOf(SQLException.class).hasMessageContaining("Access denied");
            }
            assertThat(Files.getPosixFilePermissions(directory.resolve("password"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(directory.resolve("accounts.sql")).doesNotExist();
        }
    }

    @Test
    @Order(4)
    void aTakenPortIsNamedWithTheSettingToChange() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, other.getLocalPort()))
                    .isInstanceOf(ServiceNotStarted.class)
                    .hasMessage("port %d is taken; set HOLDFAST_DB_PORT to a free one", other.getLocalPort());
        }
    }

    @Test
    @Order(5)
    void aDirectoryHasOneDatabaseAtATime() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
                    .isInstanceOf(ServiceNotStarted.class).hasMessageContainingAll(directory.toString(), "in use");
            assertThat(connect(database).sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
        }
    }

    @Test
    @Order(6)
    void theServerOfAKilledProcessIsStoppedAndItsDataKept() throws Exception {
        Process killed = KilledOwner.launch(directory);
        ProcessHandle leftover = ProcessHandle.of(KilledOwner.awaitServerPid(killed)).orElseThrow();
        killed.destroyForcibly().waitFor();
        assertThat(leftover.info().command()).isPresent();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(leftover.info().command()).isEmpty();
            assertThat(connect(database).sql("SELECT id FROM written_before_the_kill").query(Integer.class).list()).containsExactly(1);
        }
    }

    @Test
    @Order(7)
    void aProcessThatMerelyHasTheOldPidIsLeftAlone() throws Exception {
        Files.writeString(directory.resolve("server.pid"), Long.toString(ProcessHandle.current().pid()));

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            assertThat(Files.readString(directory.resolve("server.pid"))).isEqualTo(Long.toString(database.pid()));
        }
    }

    @Test
    @Order(8)
    void aDirectoryThatIsAFileIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(file, 0))
                .isInstanceOf(ServiceNotStarted.class).hasMessageContainingAll(file.toString(), "cannot be written to");
    }

    private static JdbcClient connect(EmbeddedDatabase database) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }
}
