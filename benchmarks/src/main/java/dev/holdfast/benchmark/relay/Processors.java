package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.process.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an event costs, in all processes that had to do with it. */
final class Processors {

    static final String TIME = "processor time";

    private static final String UNIT = "µs each";

    private Processors() {
    }

    /** @return all processes together, then each */
    static List<Figure> figures(Cost before, Cost after, long events) {
        Map<String, Double> each = after.microsPerOperation(before, events);
        List<Figure> figures = new ArrayList<>();
        if (!each.isEmpty()) {
            figures.add(new Figure(TIME, UNIT, each.values().stream().mapToDouble(Double::doubleValue).sum()));
        }
        each.forEach((process, micros) -> figures.add(new Figure("%s of the %s".formatted(TIME, process), UNIT, micros)));
        return figures;
    }
}
