package dev.holdfast.checkout.search;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A search along the ids, from the highest down. Its budget is a range of ids: first the last id of as many rows as may be looked at is
 * found, then the range is searched until the page is full. So a search for something rare ends as soon as one for something frequent.
 */
final class BackwardSearch {

    private BackwardSearch() {
    }

    /** Searches from the ids below {@code before} down to {@code floor}. */
    interface Range<T> {

        List<T> search(long before, long floor, int limit);
    }

    static <T> Page<T, Long> page(long before, int limit, Optional<Long> floor, Range<T> range, ToLongFunction<T> id) {
        List<T> found = range.search(before, floor.orElse(0L), limit);
        return new Page<>(found, found.size() == limit ? Long.valueOf(id.applyAsLong(found.getLast())) : floor.orElse(null));
    }

    static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec search, CheckoutFilter filter, long before, long floor, int limit) {
        return search.param("before", before).param("floor", floor).param("limit", limit)
                .param("product", filter.productId()).param("customer", filter.customerId()).param("status", filter.status())
                .param("from", orNull(filter.createdFrom())).param("to", orNull(filter.createdTo()));
    }

    private static @Nullable LocalDateTime orNull(@Nullable Instant time) {
        return time == null ? null : column(time);
    }
}
