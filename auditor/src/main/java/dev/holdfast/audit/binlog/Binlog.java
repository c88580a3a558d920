package dev.holdfast.audit.binlog;

import dev.holdfast.audit.database.CannotRead;
import dev.holdfast.audit.database.DatabaseAddress;
import dev.holdfast.audit.database.ReadProgress;
import dev.holdfast.audit.invariant.CommittedHistory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The database's ROW binlog: whether there is one, where it begins and ends, and what is in it. */
public final class Binlog implements AutoCloseable {

    private static final String SETTINGS = """
            SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format', 'binlog_row_image', 'version')""";

    private static final String FILES = """
            SHOW BINARY LOGS""";

    private static final String END = """
            SHOW BINARY LOG STATUS""";

    private static final String END_OF_MARIADB = """
            SHOW MASTER STATUS""";

    private final DatabaseAddress address;
    private final Connection connection;
    private final boolean mariaDb;
    private final TableColumns columns;

    private Binlog(DatabaseAddress address, Connection connection) throws SQLException, NoBinlog {
        this.address = address;
        this.connection = connection;
        Map<String, String> settings = settings();
        this.mariaDb = settings.getOrDefault("version", "").contains("MariaDB");
        requireIs(settings, "log_bin", "ON");
        requireIs(settings, "binlog_format", "ROW");
        requireIs(settings, "binlog_row_image", "FULL");
        this.columns = TableColumns.read(connection);
    }

    private static void requireIs(Map<String, String> settings, String name, String value) throws NoBinlog {
        String is = settings.getOrDefault(name, value);
        if (!is.equalsIgnoreCase(value)) {
            throw new NoBinlog("%s is %s and would have to be %s".formatted(name, is, value));
        }
    }

    /** @throws NoBinlog if there is none, it has not all rows, or the user may not see it */
    public static Binlog open(DatabaseAddress address) throws CannotRead, NoBinlog {
        Connection connection = address.connect();
        try {
            Binlog binlog = new Binlog(address, connection);
            binlog.end();
            return binlog;
        } catch (SQLException | NoBinlog failure) {
            close(connection);
            throw failure instanceof NoBinlog reason ? reason : refused((SQLException) failure);
        }
    }

    private Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return settings;
    }

    /** @return where the binlog ends at this moment */
    public BinlogPosition end() throws NoBinlog {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(mariaDb ? END_OF_MARIADB : END)) {
            if (!row.next()) {
                throw new NoBinlog("the server names no end of it");
            }
            return new BinlogPosition(row.getString(1), row.getLong(2));
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    private String firstFile() throws NoBinlog {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(FILES)) {
            if (!row.next()) {
                throw new NoBinlog("the server names no file of it");
            }
            return row.getString(1);
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    private static NoBinlog refused(SQLException failure) {
        return new NoBinlog("the server refused to tell of it (%s); the user needs REPLICATION CLIENT (MariaDB: BINLOG MONITOR) and REPLICATION SLAVE"
                .formatted(failure.getMessage()), failure);
    }

    /**
     * Reads from the oldest file that there still is.
     *
     * @param before the end as it was before the snapshot of the tables began
     * @param after  the end as it was once the snapshot had begun; what was committed later is not read
     * @return what was read
     */
    public Extent read(CommittedHistory history, BinlogPosition before, BinlogPosition after, ReadProgress progress) throws NoBinlog {
        String first = firstFile();
        TransactionAssembly assembly = new TransactionAssembly(address.schema(), columns, history, before, after, progress);
        new BinlogStream(address, columns).read(first, assembly);
        return new Extent(first, after.toString(), assembly.hasMovedMeanwhile());
    }

    /**
     * How far the binlog was read.
     *
     * @param from          the first file
     * @param to            where the snapshot is
     * @param changedMeanwhile whether something was committed just while the snapshot began, so that it may or may not have it
     */
    public record Extent(String from, String to, boolean changedMeanwhile) {
    }

    private static void close(Connection connection) throws NoBinlog {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    @Override
    public void close() throws NoBinlog {
        close(connection);
    }
}
