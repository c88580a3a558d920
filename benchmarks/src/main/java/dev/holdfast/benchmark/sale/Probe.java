package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.process.Cost;
import dev.holdfast.process.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a deployment has done and used up to one moment.
 *
 * @param api    its metrics; empty for a rival, which has none of its own
 * @param relay  likewise
 * @param memory of each process
 * @param nanos  the moment, on the clock of {@link System#nanoTime()}
 */
public record Probe(Cost cost, Metrics api, Metrics relay, List<Figure> memory, long nanos) {

    public static final String PROCESSOR_TIME = "processor time";
    public static final String GENERATOR = "load generator";

    private static final String MICROS = "µs each";
    private static final String BATCH = "holdfast_group_commit_batch";
    private static final double NANOS_PER_SECOND = 1e9;

    public static Probe of(Deployment deployment) {
        return new Probe(deployment.cost(), metrics(deployment, Role.API), metrics(deployment, Role.RELAY),
                deployment.memory(), System.nanoTime());
    }

    private static Metrics metrics(Deployment deployment, Role role) {
        return deployment.has(role) ? deployment.application(role).metrics() : new Metrics(Map.of());
    }

    /** @return processor time for each operation: of all but the generator together, then of each process */
    public List<Figure> costSince(Probe before, long operations) {
        Map<String, Double> each = cost.microsPerOperation(before.cost, operations);
        List<Figure> figures = new ArrayList<>();
        double all = each.entrySet().stream().filter(entry -> !entry.getKey().equals(GENERATOR)).mapToDouble(Map.Entry::getValue).sum();
        if (!each.isEmpty()) {
            figures.add(new Figure(PROCESSOR_TIME, MICROS, all));
        }
        each.forEach((process, micros) -> figures.add(new Figure("%s of the %s".formatted(PROCESSOR_TIME, process), MICROS, micros)));
        return figures;
    }

    /** @return what the product says of itself; nothing for a rival */
    public List<Figure> metricsSince(Probe before, String groupCommit) {
        List<Figure> figures = new ArrayList<>();
        Metrics change = api.since(before.api);
        double transactions = change.value("%s_count{of=\"%s\"}".formatted(BATCH, groupCommit));
        if (transactions > 0) {
            double requests = change.value("%s_sum{of=\"%s\"}".formatted(BATCH, groupCommit));
            figures.add(new Figure("requests a transaction", "", requests / transactions));
        }
        if (!relay.values().isEmpty()) {
            figures.add(new Figure("events published", "/s", relay.since(before.relay).value("holdfast_relay_published_events_total")
                    / ((nanos - before.nanos) / NANOS_PER_SECOND)));
        }
        return figures;
    }

    /** @return how many transactions held so many requests, by the bucket's upper bound */
    public Map<String, Double> batchesSince(Probe before, String groupCommit) {
        return api.since(before.api).buckets(BATCH, "of=\"%s\"".formatted(groupCommit));
    }
}
