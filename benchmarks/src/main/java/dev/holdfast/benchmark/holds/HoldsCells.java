package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Comparison;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.sale.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the benchmark {@code holds} has measured, and what follows from it. */
final class HoldsCells {

    static final String HOLDS = "holds";

    private final Map<Key, Cell> cells = new LinkedHashMap<>();

    record Key(Contestant contestant, int held, int clients) {

        Key of(Contestant other) {
            return new Key(other, held, clients);
        }
    }

    static String setting(int held, int clients) {
        return "%,d %s, %,d holds there".formatted(clients, clients == 1 ? "client" : "clients", held);
    }

    void add(Key key, Round round) {
        cells.computeIfAbsent(key, k -> new Cell(k.contestant().label(), setting(k.held(), k.clients()))).add(round);
    }

    Result result(List<String> broken) {
        return new Result(List.copyOf(cells.values()), List.of(HOLDS, "p50", "p99", Probe.PROCESSOR_TIME), comparisons(),
                new HoldsPlots(cells).all(), NOTES, broken);
    }

    private List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        cells.keySet().forEach(key -> {
            if (key.contestant() == Contestant.HOLDFAST) {
                compare(key, key.of(Contestant.ORIGINAL)).ifPresent(comparisons::add);
                compare(key, key.of(Contestant.COUNTER)).ifPresent(comparisons::add);
                compare(key, new Key(Contestant.HOLDFAST, 0, key.clients())).ifPresent(comparisons::add);
            }
        });
        return comparisons;
    }

    private Optional<Comparison> compare(Key key, Key otherKey) {
        Cell cell = cells.get(key);
        Cell other = cells.get(otherKey);
        if (cell == null || other == null || key.equals(otherKey)) {
            return Optional.empty();
        }
        String text = key.contestant() == otherKey.contestant()
                ? "%s, %s ÷ %,d holds there".formatted(cell.system(), cell.setting(), otherKey.held())
                : "%s ÷ %s, %s".formatted(cell.system(), other.system(), cell.setting());
        return cell.ratio(other, HOLDS).map(ratio -> new Comparison("holds/s: " + text, ratio));
    }

    private static final List<String> NOTES = List.of(
            "Each client sends its next request as soon as it is answered, so latencies are those at the highest throughput.",
            "Holdfast runs with its outbox relay, which publishes every event to Kafka meanwhile. The rivals' events are written into the "
                    + "same outbox and published by nobody: they are deleted between the turns, which spares the rivals that work.",
            "The rivals never give up waiting for a lock or a connection; what they have not answered ten seconds after a measurement is "
                    + "cut off and counted.",
            "Processor time is that of all processes but the load generator, divided by the answers.");
}
