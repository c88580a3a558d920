package dev.holdfast.benchmark.expiry;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Pace;
import dev.holdfast.benchmark.load.Recording;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Numbers;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.sale.Deployment;
import dev.holdfast.benchmark.sale.HoldRequests;
import dev.holdfast.benchmark.sale.Probe;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.sale.Window;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One round on tables of its own. */
final class ExpiryRound {

    static final String SWEPT = "until all are swept";

    private static final String EXPIRED = "holdfast_expiry_holds_total";
    private static final int CONNECTIONS = 64;
    private static final Duration LONG_STALE = Duration.ofHours(-1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final TestBed testBed;
    private final ExpiryCells cells;
    private final HoldRequests buyers = new HoldRequests(Sale.OTHER, true);

    ExpiryRound(TestBed testBed, ExpiryCells cells) {
        this.testBed = testBed;
        this.cells = cells;
    }

    /** @return what breaks an invariant afterwards */
    List<String> run(int round) throws InterruptedException {
        Sale sale = Sale.create(testBed);
        sale.add(Sale.HOT, Sale.PLENTY, cells.stale(), LONG_STALE, testBed);
        sale.add(Sale.OTHER, Sale.PLENTY, 0, Duration.ZERO, testBed);
        long first = sale.tables().nextId();
        int unanswered;
        try (Deployment deployment = Deployment.start(testBed, sale.schema(), Role.API, Role.RELAY)) {
            unanswered = Window.warmUp(testBed.options().warmUp(), load(deployment));
            unanswered += measure(deployment, round);
        }
        sale.tables().awaitTransactions();
        List<String> broken = new ArrayList<>(sale.audit(first, buyers.acknowledged(), unanswered));
        if (sale.tables().activeHolds(Sale.HOT) > 0) {
            broken.add("I10 %d stale holds are left".formatted(sale.tables().activeHolds(Sale.HOT)));
        }
        testBed.drop(sale.schema());
        return broken;
    }

    /** @return requests that were cut off */
    private int measure(Deployment deployment, int round) throws InterruptedException {
        RunningLoad running = load(deployment);
        Thread.sleep(Window.SETTLE);
        Recording before = running.record();
        testBed.progress().watch(testBed.options().measured(), running::answers);
        Probe begin = Probe.of(deployment);
        Recording during = running.record();
        deployment.add(Role.WORKER);
        awaitSwept(deployment);
        Probe end = Probe.of(deployment);
        int unanswered = Window.stopAll(running);
        double seconds = during.load().seconds();
        testBed.progress().measured("%,d stale holds".formatted(cells.stale()), cells.stale() / seconds, "holds expired/s");
        List<Figure> figures = new ArrayList<>(List.of(new Figure(SWEPT, "s", seconds),
                new Figure("expired", "/s", cells.stale() / seconds)));
        figures.addAll(end.costSince(begin, cells.stale()));
        figures.addAll(end.metricsSince(begin, "holds"));
        figures.addAll(end.memory());
        cells.sweep().add(new Round(round, figures, List.of(), Map.of()));
        cells.before().add(round(round, before.load()));
        cells.during().add(round(round, during.load()));
        return unanswered;
    }

    private void awaitSwept(Deployment deployment) throws InterruptedException {
        long begin = System.nanoTime();
        long told = begin;
        for (double expired = expired(deployment); expired < cells.stale(); expired = expired(deployment)) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException("The stale holds were not swept within %s".formatted(LIMIT));
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                testBed.progress().say("    %s holds expired so far".formatted(Numbers.show(expired)));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static double expired(Deployment deployment) {
        return deployment.application(Role.WORKER).metrics().value(EXPIRED);
    }

    private static Round round(int number, Load load) {
        return new Round(number, Window.figures(load, "holds"), load.perSecond(), Map.of());
    }

    private RunningLoad load(Deployment deployment) {
        return testBed.generator().start(deployment.api().port(), new Pace.AtRate(cells.perSecond(), CONNECTIONS), buyers);
    }
}
