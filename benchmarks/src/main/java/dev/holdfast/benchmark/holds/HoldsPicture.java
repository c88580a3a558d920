package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.report.BarPicture;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The picture of the benchmark {@code holds} that a README shows. */
final class HoldsPicture {

    private static final List<Integer> CLIENTS = List.of(256, 16);
    private static final List<Integer> HELD = List.of(0, 1_000);

    private HoldsPicture() {
    }

    /** Of the setting that everybody measures; of that of a smoke run, where there is no other. */
    static String of(Result result) {
        for (int i = 0; i < CLIENTS.size(); i++) {
            String setting = HoldsCells.setting(HELD.get(i), CLIENTS.get(i));
            List<BarPicture.Bar> bars = bars(result, setting);
            if (!bars.isEmpty()) {
                return BarPicture.of("Holds a second on one hot product", "over HTTP, %s; logarithmic axis".formatted(setting), bars);
            }
        }
        throw new IllegalStateException("None of the measured settings is one to be drawn");
    }

    private static List<BarPicture.Bar> bars(Result result, String setting) {
        List<BarPicture.Bar> bars = new ArrayList<>();
        for (Contestant contestant : Contestant.values()) {
            result.cells().stream().filter(cell -> cell.system().equals(contestant.label()) && cell.setting().equals(setting))
                    .map(cell -> cell.spread(HoldsCells.HOLDS)).flatMap(Optional::stream).map(Spread::median)
                    .filter(median -> median > 0).forEach(median -> bars.add(new BarPicture.Bar(contestant.label(), median)));
        }
        return bars;
    }
}
