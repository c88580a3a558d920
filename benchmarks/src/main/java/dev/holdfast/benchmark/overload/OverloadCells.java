package dev.holdfast.benchmark.overload;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.sale.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What is measured in one setting: all classes together, and each of them. */
final class OverloadCells {

    static final String OFFERED = "offered";
    static final String SENT = "sent";
    static final String GOODPUT = "goodput";

    private final Cell all;
    private final Map<Crowd.Kind, Cell> each = new EnumMap<>(Crowd.Kind.class);

    OverloadCells(String setting) {
        all = new Cell("all", setting);
        for (Crowd.Kind kind : Crowd.Kind.values()) {
            each.put(kind, new Cell(kind.name().toLowerCase(Locale.ROOT), setting));
        }
    }

    /** @param ofTheSystem what else there is to be told of the whole */
    void add(int round, Map<Crowd.Kind, Load> loads, List<Figure> ofTheSystem) {
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure(OFFERED, "/s", sum(loads.values(), OverloadCells::offered)),
                new Figure(SENT, "/s", sum(loads.values(), OverloadCells::sent)),
                new Figure(GOODPUT, "/s", goodput(loads.values())),
                new Figure("refusals", "/s", sum(loads.values(), Load::refusedPerSecond))));
        figures.addAll(ofTheSystem);
        all.add(new Round(round, figures, List.of(), Map.of()));
        loads.forEach((kind, load) -> {
            List<Figure> ofKind = new ArrayList<>(List.of(new Figure(OFFERED, "/s", offered(load)), new Figure(SENT, "/s", sent(load)),
                    new Figure(GOODPUT, "/s", load.inTimePerSecond())));
            ofKind.addAll(Window.figures(load, "accepted"));
            cell(kind).add(new Round(round, ofKind, load.perSecond(), Map.of()));
        });
    }

    /** @return right answers within a second, of all classes */
    static double goodput(Collection<Load> loads) {
        return sum(loads, Load::inTimePerSecond);
    }

    private static double offered(Load load) {
        return sent(load) + load.unsentPerSecond();
    }

    /** What was sent and what was answered differ by no more than the connections. */
    private static double sent(Load load) {
        return load.acceptedPerSecond() + load.refusedPerSecond();
    }

    private static double sum(Collection<Load> loads, ToDoubleFunction<Load> figure) {
        return loads.stream().mapToDouble(figure).sum();
    }

    Cell all() {
        return all;
    }

    Cell cell(Crowd.Kind kind) {
        Cell cell = each.get(kind);
        if (cell == null) {
            throw new IllegalArgumentException("There is no " + kind);
        }
        return cell;
    }

    List<Cell> inOrder() {
        List<Cell> cells = new ArrayList<>(List.of(all));
        cells.addAll(each.values());
        return cells;
    }
}
