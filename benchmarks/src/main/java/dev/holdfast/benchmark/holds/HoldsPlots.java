package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Plot;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.report.Spread;
import dev.holdfast.benchmark.sale.Plots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pictures of the benchmark {@code holds}. */
final class HoldsPlots {

    private static final int USUAL = 256;

    private final Map<HoldsCells.Key, Cell> cells;

    HoldsPlots(Map<HoldsCells.Key, Cell> cells) {
        this.cells = cells;
    }

    List<Plot> all() {
        List<Plot> plots = new ArrayList<>();
        levels().forEach(held -> {
            plots.add(throughput(held));
            plots.add(latencies(held));
            plots.add(batches(held));
        });
        return plots;
    }

    private List<Integer> levels() {
        return cells.keySet().stream().map(HoldsCells.Key::held).distinct().toList();
    }

    private List<Integer> clients(int held) {
        return cells.keySet().stream().filter(key -> key.held() == held).map(HoldsCells.Key::clients).distinct().sorted().toList();
    }

    private Plot throughput(int held) {
        List<Integer> clients = clients(held);
        List<Plot.Line> lines = new ArrayList<>();
        for (Contestant contestant : Contestant.values()) {
            List<@Nullable Double> medians = new ArrayList<>();
            clients.forEach(count -> medians.add(median(new HoldsCells.Key(contestant, held, count))));
            lines.add(new Plot.Line(contestant.label(), medians));
        }
        return new Plot("Throughput by clients, %,d holds there".formatted(held), "clients", "holds/s, median of the rounds",
                Plot.Kind.LINES, Plot.Scale.LOGARITHMIC, clients.stream().map("%,d"::formatted).toList(), lines);
    }

    private @Nullable Double median(HoldsCells.Key key) {
        Cell cell = cells.get(key);
        return cell == null ? null : cell.spread(HoldsCells.HOLDS).map(Spread::median).orElse(null);
    }

    /** With the usual number of clients. */
    private Plot latencies(int held) {
        int clients = clients(held).stream().filter(count -> count <= USUAL).max(Integer::compare).orElseThrow();
        return Plots.latencies("Latency over time, %s, last round".formatted(HoldsCells.setting(held, clients)),
                Stream.of(Contestant.values()).map(contestant -> cells.get(new HoldsCells.Key(contestant, held, clients)))
                        .filter(Objects::nonNull).toList());
    }

    private Plot batches(int held) {
        List<Integer> clients = clients(held);
        List<Map<String, Double>> shares = clients.stream()
                .map(count -> shares(cells.get(new HoldsCells.Key(Contestant.HOLDFAST, held, count)))).toList();
        List<String> bounds = shares.stream().flatMap(share -> share.keySet().stream()).distinct().toList();
        List<Plot.Line> lines = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            Map<String, Double> share = shares.get(i);
            lines.add(new Plot.Line("%,d clients".formatted(clients.get(i)), new ArrayList<>(bounds.stream()
                    .map(bound -> share.getOrDefault(bound, 0.0)).toList())));
        }
        return new Plot("Batch sizes of Holdfast, %,d holds there".formatted(held), "requests in one transaction, at the most",
                "share of the transactions, %", Plot.Kind.BARS, Plot.Scale.LINEAR, bounds, lines);
    }

    /** @return percent of the transactions of all rounds, by the bucket's upper bound */
    private static Map<String, Double> shares(@Nullable Cell cell) {
        Map<String, Double> counts = new LinkedHashMap<>();
        if (cell != null) {
            for (Round round : cell.rounds()) {
                round.batches().forEach((bound, count) -> counts.merge(bound.replaceFirst("\\.0$", "").replace("+Inf", "more"), count,
                        Double::sum));
            }
        }
        double all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        counts.replaceAll((bound, count) -> all == 0 ? 0 : 100 * count / all);
        return counts;
    }
}
