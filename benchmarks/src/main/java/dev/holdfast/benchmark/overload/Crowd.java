package dev.holdfast.benchmark.overload;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Pace;
import dev.holdfast.benchmark.load.Recording;
import dev.holdfast.benchmark.load.Request;
import dev.holdfast.benchmark.load.RunningLoad;
import dev.holdfast.benchmark.load.Verdict;
import dev.holdfast.benchmark.sale.Deployment;
import dev.holdfast.benchmark.sale.HoldRequests;
import dev.holdfast.benchmark.sale.OrderRequest;
import dev.holdfast.benchmark.sale.PaymentRequest;
import dev.holdfast.benchmark.sale.ProductRequest;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.sale.Window;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who wants something of the shop, each class at a share of one rate. Only who has a hold can order, and only an order that was
 * placed is paid for: where there is none, there is no such request.
 */
final class Crowd {

    /** Classes of requests, with the share of each, and the connections that it may use: together fewer than the API takes. */
    enum Kind {
        WEBHOOKS(0.1, 160), ORDERS(0.1, 160), HOLDS(0.3, 1_120), READS(0.5, 480);

        private final double share;
        private final int connections;

        Kind(double share, int connections) {
            this.share = share;
            this.connections = connections;
        }
    }

    private final Queue<Long> placedHolds = new ArrayDeque<>();
    private final Queue<Long> placedOrders = new ArrayDeque<>();
    private final HoldRequests holds = new HoldRequests(Sale.HOT, true, hold -> {
        placedHolds.add(hold);
        return Verdict.ACCEPTED;
    });
    private final Request read = new ProductRequest(Sale.HOT);
    private final Map<Kind, RunningLoad> loads = new EnumMap<>(Kind.class);
    private Map<Kind, Recording> recordings = new EnumMap<>(Kind.class);
    private long paid;

    Crowd(TestBed testBed, Deployment deployment, double perSecond) {
        Map<Kind, Supplier<? extends @Nullable Request>> requests = Map.of(Kind.READS, () -> read, Kind.HOLDS, holds,
                Kind.ORDERS, this::order, Kind.WEBHOOKS, this::payment);
        requests.forEach((kind, next) -> loads.put(kind, testBed.generator().start(deployment.api().port(),
                new Pace.Crowd(perSecond * kind.share, kind.connections), next)));
    }

    private @Nullable Request order() {
        Long hold = placedHolds.poll();
        return hold == null ? null : new OrderRequest(Sale.HOT, hold, order -> {
            placedOrders.add(order);
            return Verdict.ACCEPTED;
        });
    }

    private @Nullable Request payment() {
        Long order = placedOrders.poll();
        return order == null ? null : new PaymentRequest(order, () -> {
            paid++;
            return Verdict.ACCEPTED;
        });
    }

    /** From now on, this is the rate of all classes together. */
    void come(double perSecond) {
        loads.forEach((kind, load) -> load.changeRate(perSecond * kind.share));
    }

    RunningLoad[] loads() {
        return loads.values().toArray(RunningLoad[]::new);
    }

    long answers() {
        return loads.values().stream().mapToLong(RunningLoad::answers).sum();
    }

    /** Begins to record, and ends the recording before. @return what came of that one; empty the first time */
    Map<Kind, Load> record() throws InterruptedException {
        Map<Kind, Recording> ended = recordings;
        recordings = new EnumMap<>(Kind.class);
        loads.forEach((kind, load) -> recordings.put(kind, load.record()));
        Map<Kind, Load> result = new EnumMap<>(Kind.class);
        for (Map.Entry<Kind, Recording> each : ended.entrySet()) {
            RunningLoad load = loads.get(each.getKey());
            if (load != null) {
                result.put(each.getKey(), load.look(each.getValue()));
            }
        }
        return result;
    }

    /** @return requests of which nobody knows what became of them */
    int leave() throws InterruptedException {
        return Window.stopAll(loads());
    }

    /** @return holds that were acknowledged; to be called when it has left, as the next one */
    long held() {
        return holds.acknowledged();
    }

    /** @return payments that were acknowledged */
    long paid() {
        return paid;
    }
}
