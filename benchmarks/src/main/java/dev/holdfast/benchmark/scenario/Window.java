package dev.holdfast.benchmark.scenario;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Percentiles;
import dev.holdfast.benchmark.load.Recording;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The stretch of a load that was recorded, with what the system did meanwhile.
 *
 * @param unanswered requests that had no answer yet when the load was cut off, after the recording
 */
record Window(Load load, Probe before, Probe after, int unanswered) {

    /** Until every client has been answered once or so. */
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** Records for a while a load that has just been started, and stops it. */
    static Window over(RunningLoad running, Deployment deployment, Duration measured) throws InterruptedException {
        Thread.sleep(SETTLE.compareTo(measured) < 0 ? SETTLE : measured);
        Probe before = Probe.of(deployment);
        Recording recording = running.record();
        Thread.sleep(measured);
        Probe after = Probe.of(deployment);
        int unanswered = running.stop(DRAIN);
        return new Window(recording.load(), before, after, unanswered);
    }

    /** Sends for a while without recording. */
    static int warmUp(RunningLoad running, Duration duration) throws InterruptedException {
        Thread.sleep(duration);
        return running.stop(DRAIN);
    }

    /**
     * @param what        is counted, such as {@code holds}
     * @param groupCommit the name of the product's transactions in its metrics
     */
    List<Figure> figures(String what, String groupCommit) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(what, "/s", load.acceptedPerSecond()));
        addTimes(figures, "", load.acceptedTimes());
        if (load.refused() > 0) {
            figures.add(new Figure("refusals", "/s", load.refusedPerSecond()));
            addTimes(figures, " of refusals", load.refusedTimes());
        }
        if (load.late() > 0) {
            figures.add(new Figure("late starts", "", load.late()));
            figures.add(new Figure("latest start", "ms", load.latestStart()));
        }
        if (unanswered > 0) {
            figures.add(new Figure("cut off unanswered", "", unanswered));
        }
        figures.addAll(after.costSince(before, load.accepted() + load.refused()));
        figures.addAll(after.metricsSince(before, groupCommit));
        return figures;
    }

    private static void addTimes(List<Figure> figures, String of, Percentiles times) {
        figures.add(new Figure("p50" + of, "ms", times.p50()));
        figures.add(new Figure("p90" + of, "ms", times.p90()));
        figures.add(new Figure("p99" + of, "ms", times.p99()));
        figures.add(new Figure("p99.9" + of, "ms", times.p999()));
        figures.add(new Figure("longest" + of, "ms", times.max()));
    }
}
