package dev.holdfast.checkout.idempotency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Finds out which requests of a list have been carried out before. It is the first step of a transaction, before any other lock:
 *
 * <ol>
 * <li>Insert a row for each new key and lock all of them, by key. Without any key nothing is done.
 * <li>If some of them were there already, read them: another request under the key is refused; what was answered is answered again.
 * <li>The transaction decides the others, and {@link Claims#answer} writes their answers into the rows, before the commit.
 * </ol>
 *
 * <p>Races. One key on two instances, or for two products on one: whoever inserts the row decides. The other waits for its commit, and
 * then has the answer, or another request's key; after its rollback, it decides itself. If it waits for longer than a lock is waited
 * for, it is told so ({@link KeyInFlight}). A key against the clean-up that forgets it: whoever locks the row first; a forgotten key is
 * new.
 */
public final class IdempotencyKeys {

    private final IdempotencyKeyTable table;
    private final FullCallers fullCallers;

    /** @param nanoTime as {@link System#nanoTime()} */
    public IdempotencyKeys(IdempotencyKeyTable table, IdempotencyProperties properties, LongSupplier nanoTime) {
        this.table = table;
        this.fullCallers = new FullCallers(() -> table.fullCallers(properties.keysPerCaller()), properties.recheck(), nanoTime);
    }

    /**
     * To be called at the begin of a transaction, in each of its attempts.
     *
     * @throws KeyInFlight if another transaction keeps one of the keys for too long; nothing may be committed
     */
    public <C, O> Claims<C, O> claim(List<Once<C, O>> requests) {
        SortedMap<IdempotencyKey, Fingerprint> wanted = new TreeMap<>();
        for (Once<C, O> request : requests) {
            Once.Keyed<O> keyed = request.keyed();
            if (keyed != null) {
                wanted.putIfAbsent(keyed.key(), keyed.fingerprint());
            }
        }
        return new Claims<>(table, requests, wanted.isEmpty() ? Map.of() : lock(wanted));
    }

    /** Whoever has too many keys may still repeat those that are there, and only those. */
    private Map<IdempotencyKey, IdempotencyKeyTable.Row> lock(SortedMap<IdempotencyKey, Fingerprint> wanted) {
        Set<String> full = fullCallers.now();
        SortedMap<IdempotencyKey, Fingerprint> claimed = new TreeMap<>(wanted);
        claimed.keySet().removeIf(key -> full.contains(key.caller()));
        boolean allNew = claimed.isEmpty() || table.claim(claimed);
        return byKey(allNew && claimed.size() == wanted.size() ? newRows(claimed) : table.lock(wanted.keySet()));
    }

    private static List<IdempotencyKeyTable.Row> newRows(SortedMap<IdempotencyKey, Fingerprint> claimed) {
        List<IdempotencyKeyTable.Row> rows = new ArrayList<>(claimed.size());
        claimed.forEach((key, fingerprint) -> rows.add(new IdempotencyKeyTable.Row(key, fingerprint, null)));
        return rows;
    }

    private static Map<IdempotencyKey, IdempotencyKeyTable.Row> byKey(Collection<IdempotencyKeyTable.Row> rows) {
        Map<IdempotencyKey, IdempotencyKeyTable.Row> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.key(), row));
        return byKey;
    }
}
