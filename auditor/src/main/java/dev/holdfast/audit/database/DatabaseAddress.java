package dev.holdfast.audit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is.
 *
 * @param url for MySQL Connector/J, with one host and a schema
 */
public record DatabaseAddress(String url, String user, String password) {

    private static final Pattern FORM = Pattern.compile("jdbc:mysql://([^/?:,]+|\\[[0-9a-fA-F:]+])(?::([0-9]+))?/([^?/]+)(\\?.*)?");
    private static final int USUAL_PORT = 3306;

    private static final String UTC = """
            SET time_zone = '+00:00'""";

    /** @throws IllegalArgumentException if the URL does not have the form {@code jdbc:mysql://HOST:PORT/SCHEMA?PARAMETERS} */
    public DatabaseAddress {
        if (!FORM.matcher(url).matches()) {
            throw new IllegalArgumentException("%s is not of the form jdbc:mysql://HOST:PORT/SCHEMA?PARAMETERS".formatted(url));
        }
    }

    /** @return a session in UTC that commits each statement by itself */
    public Connection connect() throws CannotRead {
        try {
            Connection connection = DriverManager.getConnection(url, user, password);
            try (Statement session = connection.createStatement()) {
                session.execute(UTC);
            }
            return connection;
        } catch (SQLException refused) {
            throw new CannotRead("the database at %s cannot be reached as user '%s' (%s): is it up, and are HOLDFAST_DB_URL, HOLDFAST_DB_USER and HOLDFAST_DB_PASSWORD right?"
                    .formatted(this, user, refused.getMessage()), refused);
        }
    }

    public String host() {
        return part(1);
    }

    public int port() {
        Matcher form = matched();
        return form.group(2) == null ? USUAL_PORT : Integer.parseInt(form.group(2));
    }

    public String schema() {
        return part(3);
    }

    /** @return whether the URL forbids encryption */
    public boolean isPlain() {
        return url.contains("sslMode=DISABLED") || url.contains("useSSL=false");
    }

    private String part(int number) {
        return matched().group(number);
    }

    private Matcher matched() {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new IllegalStateException(url);
        }
        return form;
    }

    /** Without what could be secret. */
    @Override
    public String toString() {
        return "%s:%d/%s".formatted(host(), port(), schema());
    }
}
