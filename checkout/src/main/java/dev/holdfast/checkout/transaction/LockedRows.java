package dev.holdfast.checkout.transaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows of one table that a transaction has locked: as they are stored, and as it has decided that they shall be. */
public final class LockedRows<R> {

    private final ToLongFunction<R> id;
    private final Map<Long, R> stored = new HashMap<>();
    private final Map<Long, R> decided = new LinkedHashMap<>();

    public LockedRows(ToLongFunction<R> id) {
        this.id = id;
    }

    /** @param locked as just read under their locks; of those that were locked before, what has been decided stands */
    public void add(Collection<R> locked) {
        for (R row : locked) {
            stored.putIfAbsent(id.applyAsLong(row), row);
            decided.putIfAbsent(id.applyAsLong(row), row);
        }
    }

    /** @return the row as decided so far; null if it is not locked here, or does not exist */
    public @Nullable R get(long rowId) {
        return decided.get(rowId);
    }

    public boolean contains(long rowId) {
        return decided.containsKey(rowId);
    }

    /** @throws IllegalStateException if the row is not locked: nothing may be decided on it */
    public void decide(R row) {
        if (decided.replace(id.applyAsLong(row), row) == null) {
            throw new IllegalStateException("Decided without a lock: " + row);
        }
    }

    /** @return the rows that differ from what is stored, in the order in which they were locked */
    public List<Change<R>> changes() {
        return decided.entrySet().stream()
                .map(row -> new Change<>(Objects.requireNonNull(stored.get(row.getKey())), row.getValue()))
                .filter(change -> !change.after().equals(change.before()))
                .toList();
    }

    /** To be called when the changes have been written. */
    public void written() {
        stored.putAll(decided);
    }

    public record Change<R>(R before, R after) {
    }
}
