package dev.holdfast.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets callers loose at the same instant. */
final class AtOnce {

    private AtOnce() {
    }

    /** @return what each returned, in the order of the tasks; the first failure is thrown */
    @SafeVarargs
    static <T> List<T> run(Callable<T>... tasks) throws Exception {
        return run(List.of(tasks));
    }

    /**
     * As {@link #run(Callable[])}; but in the first rounds each task has its turn to be done before the others begin, so that each
     * side wins at least once, on whatever machine.
     */
    @SafeVarargs
    static <T> List<T> run(int round, Callable<T>... tasks) throws Exception {
        if (round >= tasks.length) {
            return run(List.of(tasks));
        }
        T first = tasks[round].call();
        List<Callable<T>> others = new ArrayList<>(List.of(tasks));
        others.remove(round);
        List<T> results = run(others);
        results.add(round, first);
        return results;
    }

    static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
