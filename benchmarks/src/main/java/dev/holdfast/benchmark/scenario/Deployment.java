package dev.holdfast.benchmark.scenario;

import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.process.Application;
import dev.holdfast.benchmark.process.Cost;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The running processes of one system under test, on one schema. */
final class Deployment implements AutoCloseable {

    /** Asks for the distribution of the batch sizes, which the product itself does not show. */
    private static final String BATCH_BUCKETS = "--management.metrics.distribution.slo.holdfast.group.commit.batch="
            + "1,2,4,8,16,32,64,128,256,512,1024,2048";

    private final TestBed testBed;
    private final List<Application> applications;

    private Deployment(TestBed testBed, List<Application> applications) {
        this.testBed = testBed;
        this.applications = applications;
    }

    /** Starts the applications and waits until all are ready. The first one serves the buyers. */
    static Deployment start(TestBed testBed, Schema schema, List<Role> roles) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(schema.environment());
        environment.put("HOLDFAST_KAFKA_BOOTSTRAP", testBed.services().broker().bootstrap());
        List<Application> applications = new ArrayList<>();
        for (Role role : roles) {
            applications.add(testBed.launcher().start(role, environment, properties(role, schema)));
        }
        testBed.launcher().awaitReady(applications);
        return new Deployment(testBed, applications);
    }

    private static List<String> properties(Role role, Schema schema) {
        return switch (role) {
            case API -> List.of(BATCH_BUCKETS);
            case RELAY -> {
                List<String> names = new ArrayList<>(List.of("--holdfast.relay.group=" + schema.name(),
                        "--holdfast.relay.progress-topic=" + schema.name() + ".relay-progress"));
                List.of("holds", "orders", "payments", "stock")
                        .forEach(type -> names.add("--holdfast.relay.topics.%1$s=%2$s.%1$s".formatted(type, schema.name())));
                yield names;
            }
            case WORKER, BROKER, ORIGINAL, COUNTER -> List.of();
        };
    }

    Application api() {
        return applications.getFirst();
    }

    Application application(Role role) {
        return applications.stream().filter(application -> application.role() == role).findFirst().orElseThrow();
    }

    boolean has(Role role) {
        return applications.stream().anyMatch(application -> application.role() == role);
    }

    /** @return of these processes, of the services, and of the generator */
    Cost cost() {
        Map<String, Long> pids = new LinkedHashMap<>();
        applications.forEach(application -> pids.put(application.role().label(), application.pid()));
        pids.putAll(testBed.services().pids());
        pids.put(Probe.GENERATOR, ProcessHandle.current().pid());
        return Cost.of(pids);
    }

    /** Kills those that serve buyers, because some of them would first serve all who wait; the others may end in order. */
    @Override
    public void close() {
        api().kill();
        applications.forEach(testBed.launcher()::end);
    }
}
