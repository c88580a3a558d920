package dev.holdfast.audit.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to one row.
 *
 * @param before null if the row is new
 * @param after  null if the row was deleted
 */
public record Change(@Nullable Aggregate before, @Nullable Aggregate after) {

    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("A change needs a row before or after it");
        }
    }

    /** @return the row as it was last */
    public Aggregate last() {
        return after == null ? Objects.requireNonNull(before) : after;
    }

    /** @return this change and then another one of the same row, as one */
    public Change then(Change next) {
        return before == null && next.after == null ? next : new Change(before, next.after);
    }
}
