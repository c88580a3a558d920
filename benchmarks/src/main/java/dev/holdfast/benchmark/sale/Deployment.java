package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.process.Application;
import dev.holdfast.process.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The running processes of one system under test, on one schema. */
public final class Deployment implements AutoCloseable {

    private static final List<String> AGGREGATES = List.of("holds", "orders", "payments", "stock");

    /** Asks for the distribution of the batch sizes, which the product itself does not show. */
    private static final String BATCH_BUCKETS = "--management.metrics.distribution.slo.holdfast.group.commit.batch="
            + "1,2,4,8,16,32,64,128,256,512,1024,2048";

    /** What is sold in a benchmark does not expire in it, however long it takes. */
    private static final String LONG_HOLDS = "--holdfast.checkout.hold-duration=24h";

    private final TestBed testBed;
    private final Schema schema;
    private final List<Application> applications = new ArrayList<>();

    private Deployment(TestBed testBed, Schema schema) {
        this.testBed = testBed;
        this.schema = schema;
    }

    /** Starts the applications and waits until all are ready. The first one serves the buyers. */
    public static Deployment start(TestBed testBed, Schema schema, Role... roles) throws InterruptedException {
        Deployment deployment = new Deployment(testBed, schema);
        deployment.add(roles);
        return deployment;
    }

    /** Starts more of them. */
    public void add(Role... roles) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(schema.environment());
        environment.put("HOLDFAST_KAFKA_BOOTSTRAP", testBed.services().broker().bootstrap());
        List<Application> added = Stream.of(roles)
                .map(role -> testBed.launcher().start(role, environment, properties(role, schema))).toList();
        applications.addAll(added);
        testBed.launcher().awaitReady(added);
    }

    private static List<String> properties(Role role, Schema schema) {
        return switch (role) {
            case API -> List.of(BATCH_BUCKETS, LONG_HOLDS);
            case RELAY -> {
                List<String> names = new ArrayList<>(List.of("--holdfast.relay.group=" + schema.name(),
                        "--holdfast.relay.progress-topic=" + schema.name() + ".relay-progress"));
                AGGREGATES.forEach(type -> names.add("--holdfast.relay.topics.%s=%s.%s".formatted(type, schema.name(), type)));
                yield names;
            }
            case WORKER, ORIGINAL, COUNTER -> List.of();
        };
    }

    TestBed testBed() {
        return testBed;
    }

    /** @return to which the relay publishes the events */
    List<String> topics() {
        return AGGREGATES.stream().map(type -> "%s.%s".formatted(schema.name(), type)).toList();
    }

    public Application api() {
        return applications.getFirst();
    }

    public Application application(Role role) {
        return applications.stream().filter(application -> application.program() == role).findFirst().orElseThrow();
    }

    public boolean has(Role role) {
        return applications.stream().anyMatch(application -> application.program() == role);
    }

    /** @return of these processes, of the services, and of the generator */
    public Cost cost() {
        Map<String, Long> pids = new LinkedHashMap<>();
        applications.forEach(application -> pids.put(application.program().label(), application.pid()));
        pids.putAll(testBed.services().pids());
        pids.put(Probe.GENERATOR, ProcessHandle.current().pid());
        return Cost.of(pids);
    }

    /** @return of each application, where the system tells */
    public List<Figure> memory() {
        List<Figure> memory = new ArrayList<>();
        applications.forEach(application -> application.residentMib().ifPresent(mib ->
                memory.add(new Figure("memory of the %s".formatted(application.program().label()), "MiB", mib))));
        return memory;
    }

    /** Kills those that serve buyers, because some of them would first serve all who wait; the others may end in order. */
    @Override
    public void close() {
        api().kill();
        applications.forEach(testBed.launcher()::end);
    }
}
