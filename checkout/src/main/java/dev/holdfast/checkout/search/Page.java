package dev.holdfast.checkout.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what is there.
 *
 * @param items what was found; may be empty although there is more
 * @param next  where the next page begins; null after the last one
 */
public record Page<T, C>(List<T> items, @Nullable C next) {

    /** Rows that are looked at for one page. */
    public static final int BUDGET = 10_000;
}
