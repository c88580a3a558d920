package dev.holdfast.faults.campaign;

import dev.holdfast.faults.fault.Deck;
import dev.holdfast.faults.fault.FaultDriver;
import dev.holdfast.faults.fault.Times;
import dev.holdfast.faults.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** All decks of faults at once, each on a thread of its own. */
final class Strikes {

    private final Fleet fleet;
    private final Consumer<String> progress;

    /** @param progress is told of each fault */
    Strikes(Fleet fleet, Consumer<String> progress) {
        this.fleet = fleet;
        this.progress = progress;
    }

    /**
     * @param decks may be empty, and then the time just passes
     * @return how many faults there were, by class
     * @throws dev.holdfast.process.ProcessFailed if something does not start again; then nothing more strikes
     */
    Map<String, Times> strike(List<Deck> decks, Duration time, SplittableRandom seeds) throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<Map<String, Times>>> drivers = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Deck deck : decks) {
                FaultDriver driver = new FaultDriver(fleet, deck, seeds.nextLong(), progress);
                drivers.add(threads.submit(() -> {
                    try {
                        return driver.strikeFor(time, failed::get);
                    } catch (RuntimeException | InterruptedException failure) {
                        failed.set(true);
                        throw failure;
                    }
                }));
            }
            if (decks.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            }
        }
        Map<String, Times> struck = new TreeMap<>();
        for (Future<Map<String, Times>> driver : drivers) {
            result(driver).forEach((label, times) -> struck.merge(label, times, Times::plus));
        }
        return struck;
    }

    private static Map<String, Times> result(Future<Map<String, Times>> driver) throws InterruptedException {
        try {
            return driver.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }
}
