package dev.holdfast.benchmark.soldout;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Pace;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.sale.Deployment;
import dev.holdfast.benchmark.sale.HoldRequests;
import dev.holdfast.benchmark.sale.Relay;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.sale.Window;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One round on tables of its own: the other product alone, then beside the refusals. */
final class SoldOutRound {

    private static final int UNITS = 1_000;
    private static final int CONNECTIONS = 64;
    private static final Duration LONGER_THAN_ANY_BENCHMARK = Duration.ofDays(7);

    private final TestBed testBed;
    private final SoldOutCells cells;
    private final HoldRequests unlucky = new HoldRequests(Sale.HOT, false);
    private final HoldRequests lucky = new HoldRequests(Sale.OTHER, true);
    private int unanswered;

    SoldOutRound(TestBed testBed, SoldOutCells cells) {
        this.testBed = testBed;
        this.cells = cells;
    }

    /** @return what breaks an invariant afterwards */
    List<String> run(int round) throws InterruptedException {
        Sale sale = Sale.create(testBed);
        sale.add(Sale.HOT, UNITS, UNITS, LONGER_THAN_ANY_BENCHMARK, testBed);
        sale.add(Sale.OTHER, Sale.PLENTY, 0, LONGER_THAN_ANY_BENCHMARK, testBed);
        long first = sale.tables().nextId();
        try (Deployment deployment = Deployment.start(testBed, sale.schema(), Role.API, Role.RELAY)) {
            unanswered += Window.warmUp(testBed.options().warmUp(), refusals(deployment), sales(deployment));
            Relay.catchUp(sale.tables());
            alone(deployment, round);
            Relay.catchUp(sale.tables());
            beside(deployment, round);
        }
        sale.tables().awaitTransactions();
        List<String> broken = sale.audit(first, lucky.acknowledged(), unanswered);
        testBed.drop(sale.schema());
        return broken;
    }

    private void alone(Deployment deployment, int round) throws InterruptedException {
        Window window = Window.over(testBed.options().measured(), deployment, sales(deployment));
        unanswered += window.unanswered();
        add(cells.alone().setting(), window.load().acceptedPerSecond(), "holds/s");
        cells.alone().add(round(round, window.load(), window.systemFigures("holds")));
    }

    private void beside(Deployment deployment, int round) throws InterruptedException {
        Window window = Window.over(testBed.options().measured(), deployment, refusals(deployment), sales(deployment));
        unanswered += window.unanswered();
        add(cells.refused().setting(), window.load().refusedPerSecond(), "refusals/s");
        cells.refused().add(round(round, window.load(), window.systemFigures("holds")));
        cells.beside().add(round(round, window.loads().getLast(), List.of()));
    }

    private void add(String setting, double perSecond, String unit) {
        testBed.progress().measured(setting, perSecond, unit);
    }

    private static Round round(int number, Load load, List<Figure> ofTheSystem) {
        List<Figure> figures = new ArrayList<>(Window.figures(load, "holds"));
        figures.addAll(ofTheSystem);
        return new Round(number, figures, load.perSecond(), Map.of());
    }

    private RunningLoad refusals(Deployment deployment) {
        return testBed.generator().start(deployment.api().port(), new Pace.Saturate(cells.clients()), unlucky);
    }

    private RunningLoad sales(Deployment deployment) {
        return testBed.generator().start(deployment.api().port(), new Pace.AtRate(cells.perSecond(), CONNECTIONS), lucky);
    }
}
