package dev.holdfast.benchmark;

import dev.holdfast.benchmark.report.Environment;
import dev.holdfast.benchmark.report.Report;
import dev.holdfast.benchmark.report.ReportFiles;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.report.TerminalTable;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.Options;
import dev.holdfast.benchmark.testbed.Progress;
import dev.holdfast.benchmark.testbed.Refused;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.embedded.ServiceNotStarted;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.ProcessFailed;
import dev.holdfast.process.Started;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** One benchmark from its start to its report. */
final class BenchmarkRun {

    private static final double IDLE = 0.1;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Benchmark benchmark;
    private final Options options;

    BenchmarkRun(Benchmark benchmark, Options options) {
        this.benchmark = benchmark;
        this.options = options;
    }

    /** @return whether it ran, every answer was right and every invariant held; otherwise the output tells */
    boolean run(Path directory, PrintStream out) throws InterruptedException, IOException {
        Files.createDirectories(directory.resolve("logs"));
        out.printf("%s: %s%n", benchmark.name(), benchmark.description());
        Started started = new Started();
        // Before the first process is started, so that Ctrl-C leaves nothing behind.
        Thread hook = new Thread(started::close, "stop-benchmark");
        Runtime.getRuntime().addShutdownHook(hook);
        try (started) {
            double busy = Environment.busyFor(LOOK);
            Report report = measure(testBed(directory, out, started), busy, out);
            ReportFiles.write(report, directory);
            benchmark.writeExtras(report.result(), directory);
            tell(report, directory, out);
            return report.isRight();
        } catch (Refused | ProcessFailed | ServiceNotStarted | DataAccessException | IllegalStateException clear) {
            if (!isStopping(hook)) {
                System.err.printf("The benchmark cannot go on: %s%n", clear.getMessage());
            }
            return false;
        } finally {
            isStopping(hook);
        }
    }

    private TestBed testBed(Path directory, PrintStream out, Started started) throws InterruptedException {
        Launcher launcher = new Launcher(Benchmarks.class, options.jvmOptions(), directory.resolve("logs"), started);
        return TestBed.start(options, new Progress(out), launcher, started);
    }

    private Report measure(TestBed testBed, double busy, PrintStream out) throws InterruptedException {
        Environment environment = testBed.environment(busy);
        List<String> warnings = warnings(environment);
        warnings.forEach(warning -> out.printf("Warning: %s%n", warning));
        Result result = benchmark.run(testBed);
        return new Report(benchmark.name(), benchmark.description(), options.quick(), options.rounds(), environment, result,
                testBed.wrongAnswers().count(), testBed.wrongAnswers().first(), warnings);
    }

    private static List<String> warnings(Environment environment) {
        List<String> warnings = new ArrayList<>();
        if (environment.busy() > IDLE) {
            warnings.add("the machine was not idle when this began: %.0f %% of its processors were in use"
                    .formatted(100 * environment.busy()));
        }
        if (environment.database().contains("MariaDB")) {
            warnings.add("measured on %s, whose commits cost other than MySQL's: not to be compared with figures of MySQL"
                    .formatted(environment.database()));
        }
        return warnings;
    }

    private static void tell(Report report, Path directory, PrintStream out) {
        out.printf("%n%s%n", TerminalTable.of(report));
        report.result().comparisons().forEach(comparison -> out.printf("%s: %s%n", comparison.text(), comparison.ratio()));
        if (report.smokeRun()) {
            out.println("This was a smoke run: the numbers mean nothing.");
        }
        out.printf("Wrong answers: %d. Broken invariants: %d.%n", report.wrongAnswers(), report.result().broken().size());
        report.firstWrong().forEach(wrong -> out.printf("  %s%n", wrong));
        report.result().broken().forEach(broken -> out.printf("  %s%n", broken));
        out.printf("Report: %s%n", directory.resolve("report.html"));
    }

    /** @return whether the hook runs already, so that whatever fails now does so because of it; otherwise it is taken away */
    private static boolean isStopping(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }
}
