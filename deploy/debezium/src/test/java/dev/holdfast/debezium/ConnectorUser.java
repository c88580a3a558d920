package dev.holdfast.debezium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database user of {@code database-user.sql}, with no more privileges than are granted there. */
record ConnectorUser(String name, String password, JdbcClient jdbc) implements AutoCloseable {

    static ConnectorUser create(Deployment deployment) throws IOException {
        String name = "dbz_" + deployment.schema().substring("holdfast_test_".length());
        ConnectorUser user = new ConnectorUser(name, UUID.randomUUID().toString(), deployment.jdbc());
        String script = Files.readString(Path.of("database-user.sql"))
                .replaceAll("(?m)^--.*$", "")
                .replace("holdfast_debezium", user.name)
                .replace("choose a password", user.password)
                .replace("holdfast.outbox", deployment.schema() + ".outbox");
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                user.jdbc.sql(statement).update();
            }
        }
        return user;
    }

    @Override
    public void close() {
        jdbc.sql("DROP USER " + name + "@'%'").update();
    }
}
