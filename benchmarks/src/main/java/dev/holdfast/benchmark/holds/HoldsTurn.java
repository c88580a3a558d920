package dev.holdfast.benchmark.holds;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One system on one table in one round: started anew, warmed up, measured with each number of clients, and ended. */
final class HoldsTurn {

    /** Enough to make the code hot, and few enough to be answered soon when the warm-up ends. */
    private static final int WARM_UP_CLIENTS = 32;

    private final TestBed testBed;
    private final Contestant contestant;
    private final PreparedSale sale;
    private final HoldRequests buyers;
    private int unanswered;

    HoldsTurn(TestBed testBed, Contestant contestant, PreparedSale sale) {
        this.testBed = testBed;
        this.contestant = contestant;
        this.sale = sale;
        this.buyers = new HoldRequests(Sale.HOT, true);
    }

    /** @return what breaks an invariant afterwards */
    List<String> run(List<Integer> clients, int round, HoldsCells cells) throws InterruptedException {
        Deque<Integer> left = new ArrayDeque<>(clients);
        while (!left.isEmpty()) {
            try (Deployment deployment = start()) {
                boolean idle = true;
                while (idle && !left.isEmpty()) {
                    int count = left.remove();
                    int before = unanswered;
                    cells.add(new HoldsCells.Key(contestant, sale.held(), count), measure(deployment, count, round));
                    // Otherwise the server is still at work for clients that are gone; a new one takes its place.
                    idle = unanswered == before;
                }
            }
        }
        return sale.auditAndReset(buyers.acknowledged(), unanswered, contestant != Contestant.ORIGINAL);
    }

    private Deployment start() throws InterruptedException {
        Role[] roles = isHoldfast() ? new Role[] {Role.API, Role.RELAY} : new Role[] {contestant.role()};
        Deployment deployment = Deployment.start(testBed, sale.sale().schema(), roles);
        unanswered += Window.warmUp(testBed.options().warmUp(), load(deployment, WARM_UP_CLIENTS));
        catchUp();
        return deployment;
    }

    private Round measure(Deployment deployment, int clients, int round) throws InterruptedException {
        Window window = Window.over(testBed.options().measured(), deployment, load(deployment, clients));
        unanswered += window.unanswered();
        List<Figure> figures = new ArrayList<>(Window.figures(window.load(), HoldsCells.HOLDS));
        figures.addAll(window.systemFigures("holds"));
        figures.addAll(catchUp());
        testBed.progress().measured("%s, %s".formatted(contestant.label(), HoldsCells.setting(sale.held(), clients)),
                window.load().acceptedPerSecond(), "holds/s");
        return new Round(round, figures, window.load().perSecond(), window.batches("holds"));
    }

    private RunningLoad load(Deployment deployment, int clients) {
        return testBed.generator().start(deployment.api().port(), new Pace.Saturate(clients), buyers);
    }

    /** Nobody publishes a rival's events: they are deleted after the turn, which costs it nothing. */
    private List<Figure> catchUp() throws InterruptedException {
        return isHoldfast() ? Relay.catchUp(sale.sale().tables()) : List.of();
    }

    private boolean isHoldfast() {
        return contestant == Contestant.HOLDFAST;
    }
}
