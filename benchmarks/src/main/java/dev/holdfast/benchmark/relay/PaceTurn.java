package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.process.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import tools.jackson.databind.JsonNode;

/** Events are written at a steady rate, and it is measured how long each takes from its transaction into a consumer's hands. */
final class PaceTurn {

    static final String IN_TIME = "published";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);

    private final TestBed testBed;
    private final Contender contender;
    private final Workload workload;
    private final Arrivals arrivals;
    private final Latencies latencies;

    PaceTurn(TestBed testBed, Contender contender, Workload workload) {
        this.testBed = testBed;
        this.contender = contender;
        this.workload = workload;
        this.arrivals = new Arrivals(workload.events());
        this.latencies = new Latencies(workload.firstMeasured(), workload.rate());
    }

    /** @param broken to which is added what the contender has not kept */
    Round run(PeersJar jar, int round, List<String> broken) throws InterruptedException {
        try (Site site = Site.prepare(testBed, contender, jar); Consumer<byte[], byte[]> consumer = site.topic().consumer()) {
            PeerProcess publisher = site.startPublishing(workload);
            long begin = System.nanoTime();
            poll(consumer, begin + workload.warmUp().toNanos());
            long before = arrivals.events();
            Cost costBefore = site.cost();
            poll(consumer, begin + workload.published().toNanos());
            long events = arrivals.events() - before;
            Cost costAfter = site.cost();
            poll(consumer, begin + workload.published().plus(AFTERWARDS).toNanos());
            List<Figure> figures = new ArrayList<>(latencies.figures());
            figures.addAll(written(publisher, broken));
            figures.addAll(seen(events, broken));
            figures.addAll(Processors.figures(costBefore, costAfter, events));
            return new Round(round, figures, latencies.seconds(), Map.of());
        }
    }

    private void poll(Consumer<byte[], byte[]> consumer, long until) {
        while (!arrivals.isComplete() && System.nanoTime() < until) {
            arrivals.add(consumer.poll(POLL), latencies::add);
        }
    }

    private List<Figure> seen(long events, List<String> broken) {
        double perSecond = (double) events / workload.measured().toSeconds();
        testBed.progress().measured("%s, %s".formatted(contender.label(), RelayCells.pace(workload)), perSecond, "events/s");
        Verdicts.check(contender, arrivals, "%,d events/s".formatted(workload.rate()), broken);
        List<Figure> figures = new ArrayList<>(List.of(new Figure(IN_TIME, "/s", perSecond)));
        if (!arrivals.isComplete()) {
            figures.add(new Figure("not in Kafka half a minute after the end", "", arrivals.missing()));
        }
        figures.addAll(Verdicts.figures(arrivals));
        return figures;
    }

    /** What the writing process says of itself: transactions that failed, and how late it began one of them for want of a processor. */
    private List<Figure> written(PeerProcess publisher, List<String> broken) {
        Optional<JsonNode> report = publisher.made("published");
        if (report.isEmpty()) {
            return List.of(new Figure("was still writing half a minute after the end", "", 1));
        }
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("latest start of a transaction", "ms", report.get().path("worst_delay_millis").asLong())));
        long failed = report.get().path("failed").asLong();
        if (failed > 0) {
            figures.add(new Figure("failed transactions", "", failed));
        }
        if (failed > 0 && contender.isExact()) {
            broken.add("%s: %d transactions failed".formatted(contender.label(), failed));
        }
        return figures;
    }
}
