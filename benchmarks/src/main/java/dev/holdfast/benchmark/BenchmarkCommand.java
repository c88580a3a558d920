package dev.holdfast.benchmark;

import dev.holdfast.benchmark.checkout.CheckoutBenchmark;
import dev.holdfast.benchmark.expiry.ExpiryBenchmark;
import dev.holdfast.benchmark.holds.HoldsBenchmark;
import dev.holdfast.benchmark.overload.OverloadBenchmark;
import dev.holdfast.benchmark.queue.QueueBenchmark;
import dev.holdfast.benchmark.relay.RelayBenchmark;
import dev.holdfast.benchmark.soldout.SoldOutBenchmark;
import dev.holdfast.benchmark.start.StartBenchmark;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.Options;
import dev.holdfast.process.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments of {@code ./run benchmark}. */
@Command(name = "./run benchmark", sortOptions = false, usageHelpWidth = 100,
        description = "Measures how fast Holdfast is, on this machine and beside others. Without a name, all benchmarks are run in turn.",
        footerHeading = "%nBenchmarks:%n")
final class BenchmarkCommand implements Callable<Integer> {

    private static final List<Benchmark> ALL = List.of(new HoldsBenchmark(), new SoldOutBenchmark(), new CheckoutBenchmark(),
            new OverloadBenchmark(), new RelayBenchmark(), new QueueBenchmark(), new ExpiryBenchmark(), new StartBenchmark());
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private static final String ENVIRONMENT = """

            Environment:
              HOLDFAST_DB_URL           a database to measure in place of the embedded one, such as
                                        jdbc:mysql://127.0.0.1:3306/; with HOLDFAST_DB_USER,
                                        HOLDFAST_DB_PASSWORD. Nothing is touched there but schemas
                                        of the benchmark's own, named holdfast_benchmark_…
              HOLDFAST_KAFKA_BOOTSTRAP  a Kafka in place of the embedded broker; likewise
            Exit code 1: an answer was wrong, an invariant did not hold, or it could not run.
            """;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "one of the benchmarks below")
    private @Nullable String name;

    @Option(names = "--seconds", paramLabel = "N", description = "measured in each cell, 1 to 3600; 5 unless given")
    private @Nullable Integer seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each cell is measured, 1 to 100; 5 unless given")
    private @Nullable Integer rounds;

    @Option(names = "--warmup", paramLabel = "N", description = {
            "seconds that fresh processes are warmed up at the most, 0 to 3600; 120 unless given.", "It ends when they become no faster"})
    private @Nullable Integer warmUp;

    @Option(names = "--full", description = "every combination, however long it takes")
    private boolean full;

    @Option(names = "--quick", description = "a smoke run of seconds; its numbers mean nothing, and the report says so")
    private boolean quick;

    @Option(names = "--jvm-options", paramLabel = "OPTIONS", split = " ",
            description = "of the measured applications, in place of: ${DEFAULT-VALUE}")
    private List<String> jvmOptions = Launcher.JVM_OPTIONS;

    @Option(names = "--output", paramLabel = "DIR", description = "where the report goes; .holdfast/benchmarks/TIME-NAME unless given")
    private @Nullable Path output;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "this text")
    private boolean help;

    private final Path home;
    private final Map<String, String> environment;

    /** @param home where the embedded services and the reports are kept */
    BenchmarkCommand(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** @return ready to parse and run; exit code 2 and the help for arguments that it does not know */
    static CommandLine commandLine(Path home, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new BenchmarkCommand(home, environment));
        commandLine.getCommandSpec().usageMessage().footer(Stream.concat(list(ALL), ENVIRONMENT.lines()).toArray(String[]::new));
        return commandLine;
    }

    private static Stream<String> list(List<Benchmark> benchmarks) {
        return benchmarks.stream().map(benchmark -> "  %-10s%s".formatted(benchmark.name(), benchmark.description()));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Options options = options();
        boolean allRight = true;
        List<Benchmark> chosen = chosen();
        if (chosen.size() > 1) {
            System.out.println("These are run in turn:");
            list(chosen).forEach(System.out::println);
        }
        for (Benchmark benchmark : chosen) {
            allRight &= new BenchmarkRun(benchmark, options).run(directory(benchmark), System.out);
        }
        return allRight ? 0 : 1;
    }

    private List<Benchmark> chosen() {
        List<Benchmark> chosen = ALL.stream().filter(benchmark -> name == null || name.equals(benchmark.name())).toList();
        if (chosen.isEmpty()) {
            throw wrong("there is no benchmark '%s'".formatted(name));
        }
        return chosen;
    }

    private Options options() {
        if (quick && full) {
            throw wrong("--quick and --full exclude each other");
        }
        return new Options(Duration.ofSeconds(number("--seconds", seconds, 1, 3_600, quick ? 1 : 5)),
                Duration.ofSeconds(number("--warmup", warmUp, 0, 3_600, quick ? 1 : 120)),
                number("--rounds", rounds, 1, 100, quick ? 1 : 5), full, quick, jvmOptions, home.resolve("services"),
                services());
    }

    private Options.Given services() {
        return new Options.Given(blankToNull(environment.get("HOLDFAST_DB_URL")), environment.getOrDefault("HOLDFAST_DB_USER", "holdfast"),
                environment.getOrDefault("HOLDFAST_DB_PASSWORD", ""), blankToNull(environment.get("HOLDFAST_KAFKA_BOOTSTRAP")));
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private int number(String option, @Nullable Integer given, int least, int most, int otherwise) {
        if (given != null && (given < least || given > most)) {
            throw wrong("%s is %d; it has to be from %d to %d".formatted(option, given, least, most));
        }
        return given == null ? otherwise : given;
    }

    private Path directory(Benchmark benchmark) {
        return output == null ? home.resolve("%s-%s".formatted(FOLDER.format(ZonedDateTime.now(ZoneOffset.UTC)), benchmark.name()))
                : name == null ? output.resolve(benchmark.name()) : output;
    }

    private ParameterException wrong(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }
}
