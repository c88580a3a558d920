package dev.holdfast.fuzz;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.changelog.Changelog;
import dev.holdfast.contract.Contract;
import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.embedded.ServiceNotStarted;
import dev.holdfast.fuzz.judge.ServedState;
import dev.holdfast.fuzz.judge.State;
import dev.holdfast.fuzz.judge.TableState;
import dev.holdfast.fuzz.request.Connection;
import dev.holdfast.fuzz.request.Credentials;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments of {@code ./run fuzz}. */
@Command(name = "./run fuzz", sortOptions = false, usageHelpWidth = 100, description = {
        "Sends requests that are wrong in every way that docs/openapi.yaml lets one think of, and valid ones between",
        "them. Each answer must be one that the document has for the call; a refusal must have changed nothing; at the",
        "end the invariants must hold."},
        footer = {"", "Exit code 0: nothing was wrong. 1: something was. 2: it could not run."})
final class FuzzCommand implements Callable<Integer> {

    private static final int FOUND = 1;
    private static final int NOT_KNOWN = 2;
    private static final long MOST = 10_000_000;
    private static final long TELL_EACH_NANOS = 5_000_000_000L;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "decides what is sent; random unless given")
    private @Nullable Long seed;

    @Option(names = "--requests", paramLabel = "N", description = "1 to 10000000; 10000 unless given")
    private long requests = 10_000;

    @Option(names = "--url", paramLabel = "URL", description = {
        "of an API to be tried that wants no keys, as ./run does: it is filled with holds and orders, and of its state only",
        "what it shows of products is watched. Unless given, one of its own is started, on an embedded database"})
    private @Nullable URI url;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "this text")
    private boolean help;

    private final Path home;
    private final PrintStream out;

    /** @param home of its database */
    FuzzCommand(Path home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (requests < 1 || requests > MOST || url != null && (url.getHost() == null || url.getPort() < 0)) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), requests < 1 || requests > MOST
                    ? "--requests is %d; it has to be from 1 to %d".formatted(requests, MOST) : "--url needs a host and a port, but is "
                            + url);
        }
        try {
            return url != null ? there(url) : here();
        } catch (ServiceNotStarted | SQLException | LiquibaseException failure) {
            System.err.println("The fuzzer cannot run: " + failure.getMessage());
            return NOT_KNOWN;
        }
    }

    private int there(URI api) throws IOException {
        String host = api.getHost() + ":" + api.getPort();
        try (Connection watching = new Connection(api.getHost(), api.getPort())) {
            return run(api.getHost(), api.getPort(), Credentials.NONE, new ServedState(watching, host), findings -> { });
        }
    }

    private int here() throws IOException, SQLException, LiquibaseException {
        EmbeddedDatabase.erase(home);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0)) {
            createTables(database);
            try (OwnApi api = OwnApi.start(database.jdbcUrl(), database.user(), database.password())) {
                return run("127.0.0.1", api.port(), api.credentials(), new TableState(api.database()),
                        findings -> findings.addBroken(api.broken()));
            }
        }
    }

    private static void createTables(EmbeddedDatabase database) throws SQLException, LiquibaseException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        try (HikariDataSource connections = new HikariDataSource(config)) {
            new Changelog(connections).apply(changeSet -> { });
        }
    }

    private int run(String host, int port, Credentials credentials, State state, Consumer<Findings> atTheEnd) throws IOException {
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        String base = "http://%s:%d".formatted(host, port);
        out.printf("%d requests to %s with seed %d%n", requests, base, chosen);
        Contract contract = Contract.read(new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8));
        try (Connection connection = new Connection(host, port)) {
            Run run = new Run(contract, state, connection, credentials, host + ":" + port, finding -> out.println(finding.told(base)));
            Findings findings = run.go(chosen, requests, progress());
            atTheEnd.accept(findings);
            findings.print(out);
            if (findings.isEmpty()) {
                out.println("Nothing was wrong.");
                return 0;
            }
            out.printf("%nWrong, one of each kind; ./run fuzz --seed %d --requests %d finds them again:%n", chosen, requests);
            findings.told(base).forEach(out::println);
            return FOUND;
        }
    }

    private Consumer<Long> progress() {
        long[] told = {System.nanoTime()};
        return number -> {
            if (System.nanoTime() - told[0] > TELL_EACH_NANOS) {
                told[0] = System.nanoTime();
                out.printf("  %d of %d%n", number, requests);
            }
        };
    }
}
