package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;

/** The turns of the benchmark {@code holds}: those of the systems follow each other, and the rounds are repetitions of that. */
final class HoldsRun {

    private final TestBed testBed;
    private final HoldsMatrix matrix;

    HoldsRun(TestBed testBed, HoldsMatrix matrix) {
        this.testBed = testBed;
        this.matrix = matrix;
    }

    Result run() throws InterruptedException {
        HoldsCells cells = new HoldsCells();
        List<String> broken = new ArrayList<>();
        List<PreparedSale> sales = matrix.levels().stream().map(level -> PreparedSale.create(testBed, level.held())).toList();
        testBed.progress().expect(matrix.cells() * testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            for (Contestant contestant : Contestant.values()) {
                // The levels of one system follow each other, because the ratio between them is what is looked for.
                for (int level = 0; level < sales.size(); level++) {
                    List<Integer> clients = matrix.levels().get(level).clients();
                    broken.addAll(new HoldsTurn(testBed, contestant, sales.get(level)).run(clients, round, cells));
                }
            }
        }
        return cells.result(broken);
    }
}
