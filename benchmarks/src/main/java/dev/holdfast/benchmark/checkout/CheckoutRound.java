package dev.holdfast.benchmark.checkout;

import dev.holdfast.benchmark.load.Pace;
import dev.holdfast.benchmark.load.Recording;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.load.Verdict;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.sale.Deployment;
import dev.holdfast.benchmark.sale.HoldRequests;
import dev.holdfast.benchmark.sale.OrderRequest;
import dev.holdfast.benchmark.sale.PaymentRequest;
import dev.holdfast.benchmark.sale.Probe;
import dev.holdfast.benchmark.sale.Relay;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.sale.SeenEvents;
import dev.holdfast.benchmark.sale.Window;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One round on tables of its own. */
final class CheckoutRound {

    static final String CHECKOUTS = "checkouts";
    static final String LAST_EVENT = "last event after the last answer";

    private static final Duration EVENTS_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final TestBed testBed;
    private final int clients;
    private final List<String> broken = new ArrayList<>();
    private final HoldRequests buyers = new HoldRequests(Sale.HOT, true,
            hold -> new Verdict.Next(new OrderRequest(Sale.HOT, hold, this::pay)));
    private long paid;
    private int unanswered;

    CheckoutRound(TestBed testBed, int clients) {
        this.testBed = testBed;
        this.clients = clients;
    }

    /** @return what breaks an invariant afterwards */
    List<String> run(int round, Cell cell) throws InterruptedException {
        Sale sale = Sale.create(testBed);
        sale.add(Sale.HOT, Sale.PLENTY, 0, Duration.ZERO, testBed);
        try (Deployment deployment = Deployment.start(testBed, sale.schema(), Role.API, Role.RELAY)) {
            unanswered += Window.warmUp(testBed.options().warmUp(), load(deployment));
            Relay.catchUp(sale.tables());
            try (SeenEvents seen = new SeenEvents(testBed.services().broker().bootstrap(), deployment)) {
                cell.add(measure(deployment, sale, seen, round));
            }
        }
        audit(sale);
        testBed.drop(sale.schema());
        return broken;
    }

    private Verdict pay(long order) {
        return new Verdict.Next(new PaymentRequest(order, () -> {
            paid++;
            return Verdict.ACCEPTED;
        }));
    }

    private void audit(Sale sale) {
        sale.tables().awaitTransactions();
        broken.addAll(sale.audit(1, buyers.acknowledged(), unanswered));
        long orders = sale.tables().paidOrders();
        if (orders < paid || orders > paid + unanswered) {
            broken.add("I7 %d orders are paid, but %d payments were acknowledged and %d requests not answered"
                    .formatted(orders, paid, unanswered));
        }
    }

    private Round measure(Deployment deployment, Sale sale, SeenEvents seen, int round) throws InterruptedException {
        awaitEvents(seen, sale);
        long paidBefore = sale.tables().paidOrders();
        Probe before = Probe.of(deployment);
        long begin = System.nanoTime();
        RunningLoad running = load(deployment);
        Recording recording = running.record();
        testBed.progress().watch(testBed.options().measured(), running::answers);
        unanswered += Window.stopAll(running);
        long answered = System.nanoTime();
        awaitEvents(seen, sale);
        Window window = new Window(List.of(recording.load()), before, Probe.of(deployment), unanswered);
        long checkouts = sale.tables().paidOrders() - paidBefore;
        double perSecond = checkouts / ((seen.lastNanos() - begin) / NANOS_PER_SECOND);
        testBed.progress().measured("%,d clients".formatted(clients), perSecond, "checkouts/s");
        List<Figure> figures = new ArrayList<>(List.of(new Figure(CHECKOUTS, "/s", perSecond),
                new Figure(LAST_EVENT, "s", (seen.lastNanos() - answered) / NANOS_PER_SECOND)));
        figures.addAll(Window.figures(window.load(), "checkouts answered"));
        figures.addAll(window.systemFigures("holds"));
        return new Round(round, figures, window.load().perSecond(), window.batches("holds"));
    }

    /** Waits until as many events are in Kafka as the changes in the tables have to have; more would be as wrong as fewer. */
    private void awaitEvents(SeenEvents seen, Sale sale) throws InterruptedException {
        long expected = sale.tables().events();
        long deadline = System.nanoTime() + EVENTS_LIMIT.toNanos();
        while (seen.distinct() < expected && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
        }
        if (seen.distinct() != expected || seen.repeated() > 0) {
            broken.add("I5 %d events were to be in Kafka; %d are, and %d came again".formatted(expected, seen.distinct(), seen.repeated()));
        }
    }

    private RunningLoad load(Deployment deployment) {
        return testBed.generator().start(deployment.api().port(), new Pace.Saturate(clients), buyers);
    }
}
