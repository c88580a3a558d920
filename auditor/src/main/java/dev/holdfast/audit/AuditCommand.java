package dev.holdfast.audit;

import dev.holdfast.audit.AuditSettings.BinlogUse;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.database.DatabaseAddress;
import dev.holdfast.audit.kafka.EventTopics;
import dev.holdfast.audit.report.AuditReport;
import dev.holdfast.audit.report.ReportJson;
import dev.holdfast.audit.report.ReportText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments of {@code ./run audit}. */
@Command(name = "./run audit", sortOptions = false, usageHelpWidth = 100, exitCodeOnExecutionException = 2,
        description = "Checks the guarantees of a Holdfast system from its tables, its binlog, its events in Kafka and its clients' logs. "
                + "Changes nothing. docs/auditing.md has what is checked and how.",
        footer = {"", "Environment:",
            "  HOLDFAST_DB_URL           the database, such as jdbc:mysql://127.0.0.1:3306/holdfast; with",
            "                            HOLDFAST_DB_USER, HOLDFAST_DB_PASSWORD. Unless given, that of a ./run here",
            "  HOLDFAST_KAFKA_BOOTSTRAP  Kafka; likewise",
            "Exit code 0: valid. 1: an invariant is violated. 2: unknown, because a source could not be read or the",
            "system did not become quiet; the output says what to do."})
final class AuditCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--operations", paramLabel = "FILE", arity = "1..*",
            description = "logs of clients, or folders of them (*.jsonl); may be given several times")
    private List<Path> operations = List.of();

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "30",
            description = "how long the outbox may take to become empty, 0 to 3600; ${DEFAULT-VALUE} unless given")
    private int wait;

    @Option(names = "--grace", paramLabel = "SECONDS", defaultValue = "30",
            description = "how long a hold may be past its end, 0 to 86400; ${DEFAULT-VALUE} unless given")
    private int grace;

    @Option(names = "--binlog", paramLabel = "USE", defaultValue = "auto",
            description = "auto: read if it can be; required: else the verdict is unknown; off. ${DEFAULT-VALUE} unless given")
    private BinlogUse binlog = BinlogUse.AUTO;

    @Option(names = "--topic", paramLabel = "KIND=NAME", description = "another topic for holds, orders, payments or stock than checkout.KIND")
    private Map<String, String> topics = new HashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "where the report goes for programs; .holdfast/audit/result.json unless given")
    private @Nullable Path json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "this text")
    private boolean help;

    private final Path home;
    private final Map<String, String> environment;
    private final PrintStream out;

    /** @param home where a {@code ./run} of this folder keeps its data */
    AuditCommand(Path home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
    }

    /** @return ready to parse and run */
    static CommandLine commandLine(Path home, Map<String, String> environment, PrintStream out) {
        return new CommandLine(new AuditCommand(home, environment, out)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AuditReport report = new AuditRun(settings(), new Progress(out)).run();
        Path file = json == null ? home.resolve("audit").resolve("result.json") : json;
        ReportJson.write(report, file);
        ReportText.print(report, out);
        out.printf("Report: %s%n", file);
        return report.verdict().exitCode();
    }

    private AuditSettings settings() throws IOException {
        if (wait < 0 || wait > 3_600 || grace < 0 || grace > 86_400) {
            throw wrong("--wait has to be from 0 to 3600, --grace from 0 to 86400");
        }
        return new AuditSettings(database(), EventTopics.of(given("HOLDFAST_KAFKA_BOOTSTRAP",
                "127.0.0.1:" + given("HOLDFAST_KAFKA_PORT", "19092")), names()), binlog, operations, Duration.ofSeconds(wait), Duration.ofSeconds(grace));
    }

    private DatabaseAddress database() throws IOException {
        String usual = "jdbc:mysql://127.0.0.1:%s/holdfast?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(given("HOLDFAST_DB_PORT", "13306"));
        try {
            return new DatabaseAddress(given("HOLDFAST_DB_URL", usual), given("HOLDFAST_DB_USER", "holdfast"),
                    given("HOLDFAST_DB_PASSWORD", isGiven("HOLDFAST_DB_URL") ? "" : embeddedPassword()));
        } catch (IllegalArgumentException malformed) {
            throw wrong("HOLDFAST_DB_URL: " + malformed.getMessage());
        }
    }

    /** The embedded database has made up its own. */
    private String embeddedPassword() throws IOException {
        Path file = home.resolve("database").resolve("password");
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }

    private Map<AggregateKind, String> names() {
        Map<AggregateKind, String> names = new EnumMap<>(AggregateKind.class);
        topics.forEach((kind, name) -> names.put(kind(kind), name));
        return names;
    }

    private AggregateKind kind(String name) {
        for (AggregateKind kind : AggregateKind.values()) {
            if (kind.aggregateType().equals(name)) {
                return kind;
            }
        }
        throw wrong("--topic: '%s' is none of holds, orders, payments, stock".formatted(name));
    }

    private String given(String name, String usual) {
        return isGiven(name) ? environment.getOrDefault(name, usual) : usual;
    }

    private boolean isGiven(String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    private ParameterException wrong(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }
}
