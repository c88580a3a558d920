package dev.holdfast.testing;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the statements of one session as the server counts them: {@code COMMIT} and {@code SET} are among them, and nothing that a
 * driver joins or splits deceives it.
 */
public final class Statements {

    private static final String QUESTIONS = """
            SHOW SESSION STATUS LIKE 'Questions'""";

    private static final String SESSION = """
            SELECT CONNECTION_ID()""";

    private Statements() {
    }

    /**
     * @param database a pool of one connection, which the work uses too
     * @return how many statements the server has executed for the work
     * @throws IllegalStateException if the pool has exchanged its connection meanwhile
     */
    public static int during(DataSource database, Runnable work) {
        JdbcClient jdbc = JdbcClient.create(database);
        // What counting itself costs depends on the pool: without automatic commit it ends each read by a rollback.
        return between(jdbc, work) - between(jdbc, () -> { });
    }

    private static int between(JdbcClient jdbc, Runnable work) {
        Look before = Look.at(jdbc);
        work.run();
        Look after = Look.at(jdbc);
        if (after.session() != before.session()) {
            throw new IllegalStateException("Counted in session %d and %d".formatted(before.session(), after.session()));
        }
        return after.questions() - before.questions();
    }

    private record Look(long session, int questions) {

        static Look at(JdbcClient jdbc) {
            return new Look(jdbc.sql(SESSION).query(Long.class).single(),
                    jdbc.sql(QUESTIONS).query((row, n) -> row.getInt("Value")).single());
        }
    }
}
