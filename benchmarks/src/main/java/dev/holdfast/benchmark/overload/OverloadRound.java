package dev.holdfast.benchmark.overload;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.WarmUp;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Numbers;
import dev.holdfast.benchmark.sale.Deployment;
import dev.holdfast.benchmark.sale.Probe;
import dev.holdfast.benchmark.sale.Relay;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.sale.Window;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One round on tables of its own: how much can be served, ten times that, and half of it again. */
final class OverloadRound {

    static final String RECOVERY = "as before after";

    private static final double TIMES = 10;
    private static final double HALF = 0.5;
    private static final double RISE = 1.4;
    private static final int MOST_STEPS = 14;
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final TestBed testBed;
    private final OverloadCells peak;
    private final OverloadCells flooded;
    private final OverloadCells afterwards;

    OverloadRound(TestBed testBed, OverloadCells peak, OverloadCells flooded, OverloadCells afterwards) {
        this.testBed = testBed;
        this.peak = peak;
        this.flooded = flooded;
        this.afterwards = afterwards;
    }

    /** @return what breaks an invariant afterwards */
    List<String> run(int round) throws InterruptedException {
        Sale sale = Sale.create(testBed);
        sale.add(Sale.HOT, Sale.PLENTY, 0, Duration.ZERO, testBed);
        Crowd crowd;
        int unanswered;
        try (Deployment deployment = Deployment.start(testBed, sale.schema(), Role.API, Role.RELAY)) {
            crowd = new Crowd(testBed, deployment, testBed.options().pick(200, 4_000, 4_000));
            try {
                WarmUp.await(testBed.options().warmUp(), crowd.loads());
                measure(round, crowd, deployment);
            } finally {
                unanswered = crowd.leave();
            }
            Relay.catchUp(sale.tables());
        }
        sale.tables().awaitTransactions();
        List<String> broken = new ArrayList<>(sale.audit(1, crowd.held(), unanswered));
        long orders = sale.tables().paidOrders();
        if (orders < crowd.paid() || orders > crowd.paid() + unanswered) {
            broken.add("I7 %d orders are paid, but %d payments were acknowledged and %d requests not answered"
                    .formatted(orders, crowd.paid(), unanswered));
        }
        testBed.drop(sale.schema());
        return broken;
    }

    private void measure(int round, Crowd crowd, Deployment deployment) throws InterruptedException {
        double most = findPeak(round, crowd, deployment);
        Duration measured = testBed.options().measured();
        crowd.come(HALF * most);
        Thread.sleep(SETTLE);
        Phase before = phase(crowd, deployment, measured.multipliedBy(2));
        crowd.come(TIMES * most);
        Phase flood = phase(crowd, deployment, measured.multipliedBy(4));
        crowd.come(HALF * most);
        Phase after = phase(crowd, deployment, measured.multipliedBy(4));

        flooded.add(round, flood.loads(), flood.system());
        testBed.progress().measured(flooded.all().setting(), OverloadCells.goodput(flood.loads().values()), "in time/s");
        int recovery = Recovery.seconds(before.loads().values(), after.loads().values());
        List<Figure> figures = new ArrayList<>(after.system());
        figures.add(new Figure(RECOVERY, "s", recovery));
        afterwards.add(round, after.loads(), figures);
        testBed.progress().measured(afterwards.all().setting(), recovery, "s until it is as before");
    }

    /** Raises the rate step by step until less is served in time than at the best before, twice. @return the most, per second */
    private double findPeak(int round, Crowd crowd, Deployment deployment) throws InterruptedException {
        double best = 0;
        int worse = 0;
        Phase ofBest = null;
        double rate = testBed.options().pick(100.0, 700.0, 700.0);
        for (int step = 0; step < testBed.options().pick(2, MOST_STEPS, MOST_STEPS) && worse < 2; step++) {
            crowd.come(rate);
            Thread.sleep(SETTLE);
            Phase phase = phase(crowd, deployment, testBed.options().measured());
            double goodput = OverloadCells.goodput(phase.loads().values());
            testBed.progress().say("    %s offered/s: %s in time/s".formatted(Numbers.show(rate), Numbers.show(goodput)));
            worse = goodput > best ? 0 : worse + 1;
            if (goodput > best) {
                best = goodput;
                ofBest = phase;
            }
            rate *= RISE;
        }
        if (ofBest == null) {
            throw new IllegalStateException("Nothing was served in time");
        }
        peak.add(round, ofBest.loads(), ofBest.system());
        testBed.progress().measured(peak.all().setting(), best, "in time/s");
        return best;
    }

    private record Phase(Map<Crowd.Kind, Load> loads, List<Figure> system) {
    }

    /** Records from the first moment on: looking at the system takes a while when there is much to do. */
    private static Phase phase(Crowd crowd, Deployment deployment, Duration length) throws InterruptedException {
        crowd.record();
        long begin = System.nanoTime();
        Probe before = Probe.of(deployment);
        Thread.sleep(length.minusNanos(System.nanoTime() - begin));
        Map<Crowd.Kind, Load> loads = new EnumMap<>(crowd.record());
        Window window = new Window(List.copyOf(loads.values()), before, Probe.of(deployment), 0);
        return new Phase(loads, window.systemFigures("holds"));
    }
}
