package dev.holdfast.faults.campaign;

import dev.holdfast.faults.Faults;
import dev.holdfast.faults.buyer.Buyer;
import dev.holdfast.faults.buyer.PaymentProvider;
import dev.holdfast.faults.buyer.Shop;
import dev.holdfast.faults.buyer.Tally;
import dev.holdfast.faults.fault.Fault;
import dev.holdfast.faults.fault.FaultDriver;
import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Instance;
import dev.holdfast.faults.fleet.Role;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Started;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One campaign from the start of the fleet to the verdict. */
public final class Campaign {

    /** Those of the container image, in a smaller heap, because eight processes share the machine; and leave to attach planned deaths. */
    private static final List<String> JVM_OPTIONS = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true");
    private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(3);
    private static final long BUYERS_END_SECONDS = 60;

    private final Plan plan;
    private final Path directory;
    private final PrintStream out;
    private final long begun = System.nanoTime();

    /** @param directory of logs and data, new */
    public Campaign(Plan plan, Path directory, PrintStream out) {
        this.plan = plan;
        this.directory = directory;
        this.out = out;
    }

    /** @return the auditor's exit code: 0 valid, 1 violated, 2 not known */
    public int run() throws InterruptedException, IOException {
        Path operations = Files.createDirectories(directory.resolve("operations"));
        Path logs = Files.createDirectories(directory.resolve("logs"));
        say("Seed %d, %d s of faults, %d buyers; everything is in %s", plan.seed(), plan.time().toSeconds(), plan.buyers(), directory);
        Started started = new Started();
        // Before the first process is started, so that Ctrl-C leaves nothing behind.
        Thread hook = new Thread(started::close, "stop-campaign");
        Runtime.getRuntime().addShutdownHook(hook);
        try (started) {
            Launcher launcher = new Launcher(Faults.class, JVM_OPTIONS, logs, started);
            say("Starting the database, the broker and two of each application");
            Fleet fleet = Fleet.start(plan.mysqld(), plan.bug(), directory.resolve("data"), launcher, started, Assortment::prepare);
            fleet.startApplications();
            Tally tally = new Tally();
            Map<String, Integer> faults = sellAndStrike(fleet, operations, tally);
            say("Waiting until all is quiet, and auditing");
            Verdict verdict = Auditing.audit(fleet, operations, directory, started);
            CampaignTable.print(out, tally, faults, verdict, Duration.ofNanos(System.nanoTime() - begun));
            return verdict.exitCode();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException stopping) {
                hook.join();
            }
        }
    }

    private Map<String, Integer> sellAndStrike(Fleet fleet, Path operations, Tally tally) throws InterruptedException {
        SplittableRandom seeds = new SplittableRandom(plan.seed());
        CountDownLatch closing = new CountDownLatch(1);
        try (Shop shop = new Shop(fleet.all(Role.API).stream().map(Instance::port).toList(), tally);
                PaymentProvider provider = new PaymentProvider(shop, operations.resolve("provider.jsonl"));
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= plan.buyers(); i++) {
                String name = "buyer-" + i;
                Path log = operations.resolve(name + ".jsonl");
                people.execute(new Buyer(name, Assortment.chances(), shop, provider, log, closing, seeds.nextLong()));
            }
            try {
                Map<String, Integer> faults = strike(fleet, seeds, tally);
                say("Healing: every application is started that is not there");
                fleet.startApplications();
                closing.countDown();
                people.shutdown();
                if (!people.awaitTermination(BUYERS_END_SECONDS, TimeUnit.SECONDS)) {
                    say("Some buyers still wait for an answer");
                }
                say("The payment provider delivers what is left: %d", provider.waiting());
                if (!provider.awaitDelivered(DELIVERY_LIMIT)) {
                    say("%d payments could not be delivered", provider.waiting());
                }
                return faults;
            } finally {
                closing.countDown();
                people.shutdownNow();
            }
        }
    }

    /** @return how many faults took place, by class */
    private Map<String, Integer> strike(Fleet fleet, SplittableRandom seeds, Tally tally) throws InterruptedException {
        Map<String, Integer> struck = new TreeMap<>();
        List<Future<Map<String, Integer>>> drivers = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (List<Fault> deck : plan.decks()) {
                FaultDriver driver = new FaultDriver(fleet, deck, seeds.nextLong(),
                        fault -> say("%s; %,d requests", fault, tally.total().sent()));
                drivers.add(threads.submit(() -> driver.strikeFor(plan.time())));
            }
        }
        for (Future<Map<String, Integer>> driver : drivers) {
            result(driver).forEach((label, times) -> struck.merge(label, times, Integer::sum));
        }
        return struck;
    }

    private static Map<String, Integer> result(Future<Map<String, Integer>> driver) throws InterruptedException {
        try {
            return driver.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    private void say(String format, Object... arguments) {
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        out.printf("%3d:%02d %s%n", seconds / 60, seconds % 60, format.formatted(arguments));
    }
}
