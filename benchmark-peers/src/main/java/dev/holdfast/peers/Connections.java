package dev.holdfast.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;

/** Connections with the driver settings that Holdfast's own applications have, so that no peer is slower for want of them. */
public final class Connections {

    private Connections() {
    }

    /**
     * @param size how many connections the peer may have open, at least 1; all are opened at once
     * @param more settings of the driver that this peer needs besides
     */
    public static HikariDataSource pool(Settings.Database database, int size, Map<String, String> more) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(size);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // Many short transactions wait for few connections: none may give up, or it would be tried again much later.
        config.setConnectionTimeout(120_000);
        config.setDataSourceProperties(driverSettings());
        more.forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    private static Properties driverSettings() {
        Properties driver = new Properties();
        driver.setProperty("connectionTimeZone", "UTC");
        driver.setProperty("forceConnectionTimeZoneToSession", "true");
        driver.setProperty("rewriteBatchedStatements", "true");
        driver.setProperty("cachePrepStmts", "true");
        driver.setProperty("prepStmtCacheSize", "256");
        driver.setProperty("prepStmtCacheSqlLimit", "65536");
        driver.setProperty("cacheServerConfiguration", "true");
        driver.setProperty("useLocalSessionState", "true");
        driver.setProperty("elideSetAutoCommits", "true");
        driver.setProperty("maintainTimeStats", "false");
        driver.setProperty("tcpKeepAlive", "true");
        return driver;
    }
}
