package dev.holdfast.api.groupcommit;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Lets reads of the same thing share one query, without a cache: the query begins after each of them has arrived, so that each sees
 * all that was committed before it asked.
 *
 * <p>It waits and is refused like a transaction of the {@link GroupCommit}, in which only the way in which it fails differs: a query
 * that has failed would fail for each of its readers alone as well, so all of them are told at once.
 */
public final class SharedReads<T> implements AutoCloseable {

    private final GroupCommit<Long, Result<T>> queries;

    /**
     * @param name  of the metrics, such as {@code product-reads}
     * @param query reads what has that id
     */
    SharedReads(String name, LongFunction<T> query, GroupCommitProperties properties, MeterRegistry meters) {
        this.queries = new GroupCommit<>(name, id -> id, readers -> shared(query, readers), properties, meters);
    }

    private sealed interface Result<T> {

        record Found<T>(T value) implements Result<T> {
        }

        record Failed<T>(RuntimeException why) implements Result<T> {
        }
    }

    /**
     * Blocks until a query has been answered that began after this call.
     *
     * @throws Overloaded       if it could not be served in time
     * @throws RuntimeException whatever the query threw
     */
    public T read(long id) {
        return switch (queries.submit(id)) {
            case Result.Found<T>(var value) -> value;
            case Result.Failed<T>(var why) -> throw why;
        };
    }

    /** As {@link GroupCommit#refuseOverdue()}. */
    void refuseOverdue() {
        queries.refuseOverdue();
    }

    /** To be called when no request is in progress any more. */
    @Override
    public void close() {
        queries.close();
    }

    private static <T> List<Result<T>> shared(LongFunction<T> query, List<Long> readers) {
        return Collections.nCopies(readers.size(), run(query, readers.getFirst()));
    }

    private static <T> Result<T> run(LongFunction<T> query, long id) {
        try {
            return new Result.Found<>(query.apply(id));
        } catch (RuntimeException failure) {
            return new Result.Failed<>(failure);
        }
    }
}
