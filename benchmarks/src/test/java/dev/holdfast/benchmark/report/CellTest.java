package dev.holdfast.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTest {

    @Test
    void cellsAreComparedRoundByRound() {
        Cell fast = cell(100, 20, 400);
        Cell slow = cell(10, 10, 10);
        assertThat(fast.ratio(slow, "holds")).contains(new Spread(10, 2, 40));
    }

    @Test
    void aRoundThatOnlyOneOfThemHasIsLeftOut() {
        assertThat(cell(100, 20).ratio(cell(10), "holds")).contains(new Spread(10, 10, 10));
    }

    @Test
    void whatWasNotMeasuredHasNoRatio() {
        assertThat(cell(100).ratio(cell(10), "p99")).isEmpty();
        assertThat(cell(100).ratio(cell(0), "holds")).isEmpty();
    }

    private static Cell cell(double... holds) {
        Cell cell = new Cell("system", "setting");
        for (int i = 0; i < holds.length; i++) {
            cell.add(new Round(i + 1, List.of(new Figure("holds", "/s", holds[i])), List.of(), Map.of()));
        }
        return cell;
    }
}
