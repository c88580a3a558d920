package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Percentiles;
import dev.holdfast.benchmark.load.Recording;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.load.WarmUp;
import dev.holdfast.benchmark.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A stretch of time that was recorded.
 *
 * @param loads      what the buyers saw, one for each load
 * @param before     what the system had done up to then
 * @param after      and up to the end
 * @param unanswered requests that had no answer yet when the loads were cut off, after the recording
 */
public record Window(List<Load> loads, Probe before, Probe after, int unanswered) {

    /** Until every client has been answered once or so. */
    public static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    /** Long enough for the slowest, because what a server still works at would slow down what is measured next. */
    private static final Duration WARM_UP_DRAIN = Duration.ofMinutes(2);

    /** Records for a while loads that have just been started, and stops them. */
    public static Window over(Duration measured, Deployment deployment, RunningLoad... running) throws InterruptedException {
        Thread.sleep(SETTLE.compareTo(measured) < 0 ? SETTLE : measured);
        Probe before = Probe.of(deployment);
        List<Recording> recordings = new ArrayList<>();
        for (RunningLoad load : running) {
            recordings.add(load.record());
        }
        deployment.testBed().progress().watch(measured, () -> Stream.of(running).mapToLong(RunningLoad::answers).sum());
        Probe after = Probe.of(deployment);
        int unanswered = stopAll(running);
        return new Window(recordings.stream().map(Recording::load).toList(), before, after, unanswered);
    }

    /** Sends without recording until the rate rises no more, for {@code most} at the longest. */
    public static int warmUp(Duration most, RunningLoad... running) throws InterruptedException {
        WarmUp.await(most, running);
        return stopAll(WARM_UP_DRAIN, running);
    }

    /** @return requests that were cut off, because they had no answer ten seconds later */
    public static int stopAll(RunningLoad... running) throws InterruptedException {
        return stopAll(DRAIN, running);
    }

    private static int stopAll(Duration drain, RunningLoad... running) throws InterruptedException {
        int unanswered = 0;
        for (RunningLoad load : running) {
            unanswered += load.stop(drain);
        }
        return unanswered;
    }

    /** @return the only load */
    public Load load() {
        return loads.getFirst();
    }

    /** @return what buyers saw of one of the loads; what was accepted is called {@code what} */
    public static List<Figure> figures(Load load, String what) {
        List<Figure> figures = new ArrayList<>();
        if (load.accepted() > 0 || load.refused() == 0) {
            figures.add(new Figure(what, "/s", load.acceptedPerSecond()));
            addTimes(figures, "", load.acceptedTimes());
        }
        if (load.refused() > 0) {
            figures.add(new Figure("refusals", "/s", load.refusedPerSecond()));
            addTimes(figures, load.accepted() > 0 ? " of refusals" : "", load.refusedTimes());
        }
        if (load.late() > 0) {
            figures.add(new Figure("late starts", "", load.late()));
            figures.add(new Figure("latest start", "ms", load.latestStart()));
        }
        return figures;
    }

    private static void addTimes(List<Figure> figures, String of, Percentiles times) {
        figures.add(new Figure("p50" + of, "ms", times.p50()));
        figures.add(new Figure("p90" + of, "ms", times.p90()));
        figures.add(new Figure("p99" + of, "ms", times.p99()));
        figures.add(new Figure("p99.9" + of, "ms", times.p999()));
        figures.add(new Figure("longest" + of, "ms", times.max()));
    }

    /**
     * @param groupCommit of which the batches are told, by the name that it has in the product's metrics
     * @return what the system used and did: processor time is divided by the answers of all loads
     */
    public List<Figure> systemFigures(String groupCommit) {
        long answers = loads.stream().mapToLong(load -> load.accepted() + load.refused()).sum();
        List<Figure> figures = new ArrayList<>(after.costSince(before, answers));
        figures.addAll(after.metricsSince(before, groupCommit));
        figures.addAll(after.memory());
        if (unanswered > 0) {
            figures.add(new Figure("cut off unanswered", "", unanswered));
        }
        return figures;
    }

    /** @return how many transactions held so many requests, by the bucket's upper bound */
    public Map<String, Double> batches(String groupCommit) {
        return after.batchesSince(before, groupCommit);
    }
}
