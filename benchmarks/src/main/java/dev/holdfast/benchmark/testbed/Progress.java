package dev.holdfast.benchmark.testbed;

import dev.holdfast.benchmark.report.Numbers;
import java.io.PrintStream;
import java.time.Duration;

/** Tells the user what is going on, a line a step, and how long it will still take. */
public final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private int cells;
    private int done;

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
    }

    /** @param all measurements of this benchmark, each round counted */
    public void expect(int all) {
        cells = all;
        done = 0;
    }

    /** Tells that one of them is over. */
    public void measured(String what, double perSecond, String unit) {
        done++;
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        Duration left = spent.multipliedBy(Math.max(0, cells - done)).dividedBy(done);
        say("  [%d/%d] %s: %s %s, about %s left".formatted(done, cells, what, Numbers.show(perSecond), unit, show(left)));
    }

    private static String show(Duration duration) {
        return duration.toSeconds() < 100 ? duration.toSeconds() + " s" : Math.ceilDiv(duration.toSeconds(), 60) + " min";
    }
}
