package dev.holdfast.benchmark.checkout;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.sale.Plots;
import dev.holdfast.benchmark.sale.Probe;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;

/** Whole checkouts, from the hold to the payment, until the last of their events is in Kafka. */
public final class CheckoutBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "A checkout is a hold, an order and a payment by webhook, one after the other. Each client begins the next one when its last "
                    + "is paid; the latency is that of all three together.",
            "Checkouts/s counts from the first request to the last event in Kafka, as a consumer of committed records sees it. That "
                    + "consumer runs in the process of the load generator.",
            "The outbox relay runs. Processor time is that of all processes but the load generator, divided by the checkouts.");

    @Override
    public String name() {
        return "checkout";
    }

    @Override
    public String description() {
        return "whole checkouts (hold, order, payment) until all their events are in Kafka";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        int clients = testBed.options().pick(16, 256, 256);
        Cell cell = new Cell("Holdfast", "%,d clients".formatted(clients));
        List<String> broken = new ArrayList<>();
        testBed.progress().expect(testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            broken.addAll(new CheckoutRound(testBed, clients).run(round, cell));
        }
        return new Result(List.of(cell), List.of(CheckoutRound.CHECKOUTS, "p50", "p99", CheckoutRound.LAST_EVENT, Probe.PROCESSOR_TIME),
                List.of(), List.of(Plots.latencies("Latency of whole checkouts over time, last round", List.of(cell))), NOTES, broken);
    }
}
