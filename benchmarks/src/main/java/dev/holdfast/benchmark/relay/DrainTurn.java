package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.process.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * One contender publishes a backlog that is there when its process starts. Measured from the first events that a consumer sees to the
 * last, so that the start of a process is told apart.
 */
final class DrainTurn {

    static final String DRAINED = "drained";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final double NANOS_PER_SECOND = 1e9;

    private final TestBed testBed;
    private final Contender contender;
    private final Workload workload;
    private final Arrivals arrivals;
    private final Rhythm rhythm = new Rhythm();

    DrainTurn(TestBed testBed, Contender contender, Workload workload) {
        this.testBed = testBed;
        this.contender = contender;
        this.workload = workload;
        this.arrivals = new Arrivals(workload.rows());
    }

    /** @param broken to which is added what the contender has not kept */
    Round run(PeersJar jar, int round, List<String> broken) throws InterruptedException {
        try (Site site = Site.prepare(testBed, contender, jar); Consumer<byte[], byte[]> consumer = site.topic().consumer()) {
            site.fill(workload);
            long begin = System.nanoTime();
            site.startRelay();
            long first = awaitFirst(consumer, begin);
            int atFirst = arrivals.events();
            Cost before = site.cost();
            long last = awaitAll(consumer, first);
            Cost after = site.cost();
            return round(round, new Span(begin, first, last), arrivals.events() - atFirst, before, after, broken);
        }
    }

    /** Moments on the clock of {@link System#nanoTime()}. */
    private record Span(long begin, long first, long last) {

        double seconds() {
            return (last - first) / NANOS_PER_SECOND;
        }

        double secondsToFirst() {
            return (first - begin) / NANOS_PER_SECOND;
        }
    }

    private long awaitFirst(Consumer<byte[], byte[]> consumer, long begin) {
        while (arrivals.events() == 0 && System.nanoTime() - begin < START_LIMIT.toNanos()) {
            poll(consumer);
        }
        return System.nanoTime();
    }

    private long awaitAll(Consumer<byte[], byte[]> consumer, long first) {
        long last = first;
        while (!arrivals.isComplete() && last - first < workload.drainLimit().toNanos()) {
            poll(consumer);
            last = System.nanoTime();
        }
        return last;
    }

    private void poll(Consumer<byte[], byte[]> consumer) {
        int before = arrivals.events();
        arrivals.add(consumer.poll(POLL), (sequence, micros) -> { });
        rhythm.add(arrivals.events() - before, System.nanoTime());
    }

    private Round round(int number, Span span, int events, Cost before, Cost after, List<String> broken) {
        double perSecond = span.seconds() > 0 ? events / span.seconds() : 0;
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure(DRAINED, "/s", perSecond),
                new Figure("until the first events", "s", span.secondsToFirst())));
        if (!arrivals.isComplete()) {
            figures.add(new Figure("left when it was cut off", "", arrivals.missing()));
        }
        Verdicts.check(contender, arrivals, "drain", broken);
        figures.addAll(Verdicts.figures(arrivals));
        figures.addAll(Processors.figures(before, after, events));
        testBed.progress().measured("%s, %s".formatted(contender.label(), RelayCells.drain(workload)), perSecond, "events/s");
        return new Round(number, figures, rhythm.seconds(), Map.of());
    }
}
