package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the outbox to Kafka: a backlog, and the way of single events. */
public final class RelayBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "All write and publish the same events: 300 bytes of JSON, 50,000 keys, acknowledged by all replicas, on the same database with "
                    + "the same driver settings. How each is tuned, and what it guarantees, is in benchmark-peers/README.md.",
            "Holdfast publishes exactly once and in the order of each key. Of the others, which publish at least once, repetitions and "
                    + "events out of order are told and not held against them.",
            "A drain counts from the first event that a consumer of committed records sees, in a process that has just been started. One "
                    + "that is not done after a minute is cut off (--full: an hour), and its rate is that of what it has done.",
            "Latency counts from the time at which the event's transaction was to begin, so it contains the commit. Events of one "
                    + "transaction each are written at the stated rate, whether earlier ones have been published or not.",
            "Processor time is that of all processes that write, publish, store and carry the events, divided by the events.");

    private static final String NOT_ON_MARIADB =
            "Debezium was left out: its connector reads the binary log of MySQL, and this is MariaDB. Name a MySQL by HOLDFAST_DB_URL.";

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String description() {
        return "from the outbox to Kafka, against Debezium, Spring Modulith, namastack-outbox and gruelbox";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        Workload workload = Workload.of(testBed.options());
        PeersJar jar = PeersJar.find(testBed);
        List<String> notes = new ArrayList<>(NOTES);
        List<Contender> contenders = contenders(testBed, notes);
        RelayCells cells = new RelayCells(workload);
        List<String> broken = new ArrayList<>();
        testBed.progress().expect(2 * contenders.size() * testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            for (Contender contender : contenders) {
                cells.addDrain(contender, new DrainTurn(testBed, contender, workload).run(jar, round, broken));
            }
            for (Contender contender : contenders) {
                cells.addPace(contender, new PaceTurn(testBed, contender, workload).run(jar, round, broken));
            }
        }
        return cells.result(notes, broken);
    }

    private static List<Contender> contenders(TestBed testBed, List<String> notes) {
        if (!testBed.services().database().settings().product().contains("MariaDB")) {
            return List.of(Contender.values());
        }
        testBed.progress().say(NOT_ON_MARIADB);
        notes.add(NOT_ON_MARIADB);
        return Stream.of(Contender.values()).filter(contender -> contender != Contender.DEBEZIUM).toList();
    }
}
