package dev.holdfast.changelog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import liquibase.UpdateSummaryOutputEnum;

/**
 * Moves a database to the tables that this version of Holdfast expects, or back to none.
 *
 * <p>Safe to run from several places at once: Liquibase's own lock lets one in, the others wait and find nothing to do.
 */
public final class Changelog {

    private static final String MASTER = "db/changelog/db.changelog-master.yaml";

    /** Held here, because the logging framework forgets the level of a logger that nobody refers to. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    static {
        LIQUIBASE.setLevel(Level.WARNING);
    }

    private final DataSource database;

    /** @param database a user with the right to create tables in the connection's schema */
    public Changelog(DataSource database) {
        this.database = database;
    }

    /**
     * Applies every change set that the database does not have yet, in order.
     *
     * @param progress is told the id of each change set before it is applied
     * @return how many were applied; 0 when the database was up to date
     */
    public int apply(Consumer<String> progress) throws SQLException, LiquibaseException {
        return run(liquibase -> {
            var missing = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
            missing.stream().map(ChangeSet::getId).forEach(progress);
            liquibase.update(new Contexts());
            return missing.size();
        });
    }

    /** Rolls every applied change set back, the newest first. All rows of Holdfast's tables are lost. */
    public void rollbackAll() throws SQLException, LiquibaseException {
        run(liquibase -> {
            int applied = liquibase.getDatabase().getRanChangeSetList().size();
            liquibase.rollback(applied, null, new Contexts(), new LabelExpression());
            return applied;
        });
    }

    private int run(Work work) throws SQLException, LiquibaseException {
        try (Connection connection = database.getConnection()) {
            // Liquibase reports on the console by default; the caller says what happens in its own way.
            return Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
                try (Liquibase liquibase = new Liquibase(MASTER,
                        new ClassLoaderResourceAccessor(Changelog.class.getClassLoader()), new JdbcConnection(connection))) {
                    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                    return work.run(liquibase);
                }
            });
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new LiquibaseException(failure);
        }
    }

    private interface Work {

        int run(Liquibase liquibase) throws LiquibaseException;
    }
}
