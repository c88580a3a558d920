package dev.holdfast.benchmark.queue;

import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;

/** As many events as an hour of a busy sale has go through the outbox, one after the other written, published and deleted. */
public final class QueueBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "3,600,000 events are what an hour at 1,000 events/s has. They are written as fast as the relay takes them, 100 in a "
                    + "transaction, and never more than 20,000 wait. What goes through while the relay is warmed up comes before them.",
            "InnoDB keeps deleted rows until its purge comes by, and a reader has to step over them. So each half second the first 1,000 "
                    + "rows are read as the relay reads them, and it is told how long that took, and how many undone changes wait for "
                    + "the purge (the history list length).");

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String description() {
        return "an hour's events through the outbox: does the table stay fast?";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        QueueCells cells = new QueueCells(testBed.options().pick(5_000, 3_600_000, 3_600_000));
        List<String> broken = new ArrayList<>();
        testBed.progress().expect(testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            QueueRound run = new QueueRound(testBed, cells.events());
            broken.addAll(run.run());
            cells.add(round, run.moments());
            testBed.progress().measured("%,d events".formatted(cells.events()), cells.perSecond(run.moments()), "events/s");
        }
        return cells.result(NOTES, broken);
    }
}
