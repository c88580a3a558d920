package dev.holdfast.relay;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one lane has parked, as the database said last: each parked row holds back itself and the later rows of its key, until it is
 * time to try it again. The rows before it, and all other keys, flow. Used by one thread at a time.
 */
final class ParkedKeys {

    private final InstantSource clock;
    private final Duration retryAfter;
    private final int maxKeys;
    private Map<Long, Parked> rows = Map.of();

    /** By key, the row that holds it back and of which it is known that no row of the key waits before it. */
    private final Map<String, Long> nothingBefore = new HashMap<>();

    private record Parked(ParkedRow row, Instant retryAt) {
    }

    ParkedKeys(InstantSource clock, Duration retryAfter, int maxKeys) {
        this.clock = clock;
        this.retryAfter = retryAfter;
        this.maxKeys = maxKeys;
    }

    /** @param known all parked rows of the lane, by rising id */
    void are(List<ParkedRow> known) {
        Instant now = clock.instant();
        Map<Long, Parked> all = LinkedHashMap.newLinkedHashMap(known.size());
        known.forEach(row -> all.put(row.id(), new Parked(row, retryAt(row, now))));
        rows = all;
        nothingBefore.keySet().retainAll(known.stream().map(ParkedRow::key).collect(Collectors.toSet()));
    }

    private Instant retryAt(ParkedRow row, Instant now) {
        return isOrdered(row, Decision.RETRY) ? now : now.plus(retryAfter).minus(row.sinceTried());
    }

    private static boolean isOrdered(ParkedRow row, Decision decision) {
        ParkedRow.Order order = row.order();
        return order != null && order.decision() == decision;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** @return whether it is time to try one of them again */
    boolean isAnyDue() {
        Instant now = clock.instant();
        return rows.values().stream().anyMatch(parked -> !parked.retryAt().isAfter(now));
    }

    /** @return how many keys are held back, or are tried again at this moment */
    int count() {
        return (int) rows.values().stream().map(parked -> parked.row().key()).distinct().count();
    }

    /** @return whether the key may be parked: there is a limit to how many are */
    boolean hasRoomFor(String key) {
        return count() < maxKeys || rows.values().stream().anyMatch(parked -> parked.row().key().equals(key));
    }

    boolean containsAny(Collection<Long> ids) {
        return !rows.isEmpty() && ids.stream().anyMatch(rows::containsKey);
    }

    /** @return by row, the orders to try it again */
    Map<Long, ParkedRow.Order> retries() {
        return rows.values().stream().map(Parked::row).filter(row -> isOrdered(row, Decision.RETRY))
                .collect(Collectors.toMap(ParkedRow::id, row -> Objects.requireNonNull(row.order())));
    }

    /** @return the rows that an operator wants never to be published */
    List<ParkedRow> toSkip() {
        return rows.values().stream().map(Parked::row).filter(row -> isOrdered(row, Decision.SKIP)).toList();
    }

    /** @return keys of which no row is to be read, because each of them would have to wait */
    Set<String> keysToPassOver() {
        Map<String, Long> barriers = barriers();
        barriers.entrySet().retainAll(nothingBefore.entrySet());
        return Set.copyOf(barriers.keySet());
    }

    /**
     * Where every given row has to wait, the next {@link #keysToPassOver()} names one key more.
     *
     * @param waiting rows of the lane that are not published, from the lowest on, without the keys to be passed over
     * @param isAll   whether no other row was there
     * @return those of them that do not have to wait
     */
    List<OutboxRow> flowing(List<OutboxRow> waiting, boolean isAll) {
        if (rows.isEmpty() || waiting.isEmpty()) {
            return waiting;
        }
        Map<String, Long> barriers = barriers();
        List<OutboxRow> flowing = waiting.stream().filter(row -> row.id() < barriers.getOrDefault(row.event().key(), Long.MAX_VALUE)).toList();
        Set<String> keysBefore = flowing.stream().map(row -> row.event().key()).collect(Collectors.toSet());
        long last = waiting.getLast().id();
        barriers.forEach((key, barrier) -> {
            if (!keysBefore.contains(key) && (isAll || barrier <= last)) {
                nothingBefore.put(key, barrier);
            }
        });
        return flowing;
    }

    /** @return by key, the first row that is not to be tried at this moment */
    private Map<String, Long> barriers() {
        Instant now = clock.instant();
        Map<String, Long> barriers = new HashMap<>();
        rows.forEach((id, parked) -> {
            if (parked.retryAt().isAfter(now)) {
                barriers.merge(parked.row().key(), id, Math::min);
            }
        });
        return barriers;
    }
}
