package dev.holdfast.faults.campaign;

import dev.holdfast.faults.Faults;
import dev.holdfast.faults.buyer.Buyer;
import dev.holdfast.faults.buyer.PaymentProvider;
import dev.holdfast.faults.buyer.Shop;
import dev.holdfast.faults.buyer.Tally;
import dev.holdfast.faults.fault.Deck;
import dev.holdfast.faults.fault.Times;
import dev.holdfast.faults.fleet.Database;
import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Instance;
import dev.holdfast.faults.fleet.Role;
import dev.holdfast.faults.fleet.Size;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A whole Holdfast that is bought from while faults strike, in one round or several, and that is audited when it is quiet. */
final class Trial implements AutoCloseable {

    /** Those of the container image, in a smaller heap, because many processes share the machine; and leave to change classes. */
    private static final List<String> JVM_OPTIONS = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true");
    private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(3);
    private static final long BUYERS_END_SECONDS = 60;

    private final Path directory;
    private final Path operations;
    private final Telling telling;
    private final Tally tally = new Tally();
    private final Started started;
    private final Thread hook;
    private final Fleet fleet;
    private int rounds;

    private Trial(Path directory, Path operations, Telling telling, Started started, Thread hook, Fleet fleet) {
        this.directory = directory;
        this.operations = operations;
        this.telling = telling;
        this.started = started;
        this.hook = hook;
        this.fleet = fleet;
    }

    /**
     * Starts everything.
     *
     * @param directory of logs and data, new
     * @param database  not started yet
     * @param bug       that every application is to have; null for none
     */
    static Trial begin(Path directory, Database database, Size size, @Nullable PlantedBug bug, Telling telling)
            throws InterruptedException, IOException {
        Path operations = Files.createDirectories(directory.resolve("operations"));
        Path logs = Files.createDirectories(directory.resolve("logs"));
        Path data = Files.createDirectories(directory.resolve("data"));
        Started started = new Started();
        // Before the first process is started, so that Ctrl-C leaves nothing behind.
        Thread hook = new Thread(started::close, "stop-trial");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Launcher launcher = new Launcher(Faults.class, JVM_OPTIONS, logs, started);
            Fleet fleet = Fleet.start(database, size, bug, data, launcher, started, Assortment::prepare);
            fleet.startApplications();
            return new Trial(directory, operations, telling, started, hook, fleet);
        } catch (RuntimeException | InterruptedException failure) {
            end(started, hook);
            throw failure;
        }
    }

    Tally tally() {
        return tally;
    }

    /**
     * Sells and strikes, then starts what is not there and has the last payments delivered.
     *
     * @param time of faults
     * @return how many faults there were, by class
     */
    Map<String, Times> sell(Duration time, int buyers, List<Deck> decks, SplittableRandom seeds) throws InterruptedException {
        String round = ++rounds == 1 ? "" : "round-" + rounds + "-";
        CountDownLatch closing = new CountDownLatch(1);
        try (Shop shop = new Shop(fleet.all(Role.API).stream().map(Instance::port).toList(), tally);
                PaymentProvider provider = new PaymentProvider(shop, operations.resolve(round + "provider.jsonl"));
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= buyers; i++) {
                String name = round + "buyer-" + i;
                Path log = operations.resolve(name + ".jsonl");
                people.execute(new Buyer(name, Assortment.chances(), shop, provider, log, closing, seeds.nextLong()));
            }
            try {
                Map<String, Times> faults = new Strikes(fleet, fault -> telling.say("%s; %,d requests", fault, tally.total().sent()))
                        .strike(decks, time, seeds);
                telling.say("Healing: every application is started that is not there");
                fleet.startApplications();
                closing.countDown();
                settle(people, provider);
                return faults;
            } finally {
                closing.countDown();
                people.shutdownNow();
            }
        }
    }

    private void settle(ExecutorService people, PaymentProvider provider) throws InterruptedException {
        people.shutdown();
        if (!people.awaitTermination(BUYERS_END_SECONDS, TimeUnit.SECONDS)) {
            telling.say("Some buyers still wait for an answer");
        }
        telling.say("The payment provider delivers what is left: %d", provider.waiting());
        if (!provider.awaitDelivered(DELIVERY_LIMIT)) {
            telling.say("%d payments could not be delivered", provider.waiting());
        }
    }

    /** @param patience until everything has to be quiet */
    Verdict audit(Duration patience) throws InterruptedException, IOException {
        telling.say("Waiting until all is quiet, and auditing");
        return Auditing.audit(fleet, operations, directory, patience, started);
    }

    @Override
    public void close() {
        end(started, hook);
    }

    private static void end(Started started, Thread hook) {
        started.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook does the same, and the process ends after it.
            return;
        }
    }
}
