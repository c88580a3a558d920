package dev.holdfast.api.admin.search;

import dev.holdfast.checkout.search.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param next to be given as {@code after} for the next page; null after the last one
 */
public record PageAnswer<T>(List<T> items, @Nullable Object next) {

    /** @param cursor how {@code next} is written */
    public static <S, C, T> PageAnswer<T> of(Page<S, C> page, Function<S, T> item, Function<C, Object> cursor) {
        C next = page.next();
        return new PageAnswer<>(page.items().stream().map(item).toList(), next == null ? null : cursor.apply(next));
    }
}
