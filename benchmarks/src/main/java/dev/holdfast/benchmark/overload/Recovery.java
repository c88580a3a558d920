package dev.holdfast.benchmark.overload;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Second;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** When it is as it was before the crowd came. */
final class Recovery {

    /** So many seconds in a row: one could be an accident. */
    private static final int LASTING = 3;
    private static final double MOST = 2;
    /** What nobody notices is no difference, whatever it is a multiple of. */
    private static final double UNNOTICED_MILLIS = 50;

    private Recovery() {
    }

    /**
     * @param before the same load before the crowd, by class
     * @param after  from the moment on at which the crowd left, by class in the same order
     * @return whole seconds until nobody is refused any more and the p99 of each class is at most twice the worst that it had in any second
     *         before, and stays so; the length of {@code after} if that is never
     */
    static int seconds(Collection<Load> before, Collection<Load> after) {
        List<Double> limits = before.stream().map(load -> Math.max(UNNOTICED_MILLIS,
                MOST * load.perSecond().stream().mapToDouble(Second::p99).max().orElse(0))).toList();
        List<List<Second>> seconds = after.stream().map(Load::perSecond).toList();
        int length = seconds.stream().mapToInt(List::size).min().orElse(0);
        return IntStream.rangeClosed(0, length - LASTING)
                .filter(start -> IntStream.range(start, start + LASTING).allMatch(second -> isAsBefore(second, seconds, limits)))
                .findFirst().orElse(length);
    }

    private static boolean isAsBefore(int second, List<List<Second>> seconds, List<Double> limits) {
        return IntStream.range(0, seconds.size()).allMatch(load -> {
            Second it = seconds.get(load).get(second);
            return it.refused() == 0 && it.p99() <= limits.get(load);
        });
    }
}
