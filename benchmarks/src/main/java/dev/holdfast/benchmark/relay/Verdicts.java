package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.report.Figure;
import java.util.ArrayList;
import java.util.List;

/** What came otherwise than it should. What a contender does not promise is told, not held against it. */
final class Verdicts {

    private Verdicts() {
    }

    static List<Figure> figures(Arrivals arrivals) {
        List<Figure> figures = new ArrayList<>();
        if (arrivals.repeated() > 0) {
            figures.add(new Figure("repeated", "", arrivals.repeated()));
        }
        if (arrivals.outOfOrder() > 0) {
            figures.add(new Figure("out of the order of their key", "", arrivals.outOfOrder()));
        }
        return figures;
    }

    /** @param broken to which is added what must not be */
    static void check(Contender contender, Arrivals arrivals, String when, List<String> broken) {
        if (arrivals.foreign() > 0) {
            broken.add("%s, %s: %d records are no events of this benchmark".formatted(contender.label(), when, arrivals.foreign()));
        }
        if (contender.isExact() && arrivals.repeated() > 0) {
            broken.add("%s, %s: %d events were published more than once".formatted(contender.label(), when, arrivals.repeated()));
        }
        if (contender.isExact() && arrivals.outOfOrder() > 0) {
            broken.add("%s, %s: %d events came after a later one of their key".formatted(contender.label(), when, arrivals.outOfOrder()));
        }
        if (arrivals.events() == 0) {
            broken.add("%s, %s: no event was published at all".formatted(contender.label(), when));
        }
    }
}
