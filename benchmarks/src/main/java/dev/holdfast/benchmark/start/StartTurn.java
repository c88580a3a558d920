package dev.holdfast.benchmark.start;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Pace;
import dev.holdfast.benchmark.load.Recording;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.load.WarmUp;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.sale.HoldRequests;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.process.Application;
import dev.holdfast.process.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** One start of the API, and what became of it. */
final class StartTurn implements AutoCloseable {

    static final String READY = "time to ready";
    static final String FIRST_READ = "time to first read";
    static final String PROCESSOR_TIME = "processor time to first read";
    static final String IDLE_MEMORY = "memory idle";
    static final String LOADED_MEMORY = "memory under load";
    static final String PEAK_MEMORY = "memory at most";
    static final String HOLDS = "holds";

    /** So short that it does not blur a time to ready, so long that asking costs the API no processor. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final double NANOS_PER_SECOND = 1e9;

    private final TestBed testBed;
    private final HoldRequests buyers = new HoldRequests(Sale.HOT, true);
    private final long begin = System.nanoTime();
    private final Application api;
    private int unanswered;

    StartTurn(TestBed testBed, Sale sale, ApiFiles files, Packaging packaging) {
        this.testBed = testBed;
        this.api = testBed.launcher().startJar(Role.API, files.jvmOptions(packaging), files.jar(packaging), sale.schema().environment());
    }

    /** Waits until it serves. To be called once, first. */
    List<Figure> start() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        api.awaitOk("/actuator/health/readiness", LOOK_AGAIN);
        figures.add(new Figure(READY, "s", (System.nanoTime() - begin) / NANOS_PER_SECOND));
        api.awaitOk("/api/products/" + Sale.HOT, LOOK_AGAIN);
        figures.add(new Figure(FIRST_READ, "s", (System.nanoTime() - begin) / NANOS_PER_SECOND));
        Cost.of(Map.of("api", api.pid())).used().values()
                .forEach(used -> figures.add(new Figure(PROCESSOR_TIME, "s", used.toNanos() / NANOS_PER_SECOND)));
        Thread.sleep(IDLE);
        add(IDLE_MEMORY, api.residentMib(), figures);
        return figures;
    }

    /** Keeps it as busy as so many clients can. */
    List<Figure> load(int clients) throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        add(IDLE_MEMORY, api.residentMib(), figures);
        RunningLoad running = testBed.generator().start(api.port(), new Pace.Saturate(clients), buyers);
        WarmUp.await(testBed.options().warmUp(), running);
        Recording recording = running.record();
        Thread.sleep(testBed.options().measured());
        add(LOADED_MEMORY, api.residentMib(), figures);
        unanswered = running.stop(DRAIN);
        add(PEAK_MEMORY, api.peakMib(), figures);
        Load load = recording.load();
        figures.add(new Figure(HOLDS, "/s", load.acceptedPerSecond()));
        figures.add(new Figure("p99", "ms", load.acceptedTimes().p99()));
        return figures;
    }

    private static void add(String name, OptionalDouble mib, List<Figure> figures) {
        mib.ifPresent(value -> figures.add(new Figure(name, "MiB", value)));
    }

    /** @return holds that were acknowledged to buyers */
    int acknowledged() {
        return buyers.acknowledged();
    }

    /** @return requests of which nobody knows what became of them */
    int unanswered() {
        return unanswered;
    }

    @Override
    public void close() {
        testBed.launcher().end(api);
    }
}
