package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.rows.Hashes;
import java.util.Arrays;
import java.util.UUID;

/** Where each event has been seen, by its id. Millions of them, so they are columns of numbers: about forty bytes an event. */
public final class EventLedger {

    private static final int EMPTY = -1;
    /** Marks that a sighting differs from the first one. */
    private static final byte DIFFERENT = 1 << 6;

    private long[] high;
    private long[] low;
    private long[] fingerprint;
    private byte[] places;
    private int[] slots;
    private int size;

    /** Where an event can be. */
    enum Place {
        /** Inserted into the outbox by a committed transaction of the binlog. */
        APPENDED,
        /** Seen by a {@code read_committed} consumer. */
        PUBLISHED,
        /** A row of the outbox. */
        WAITING,
        /** Ordered by an operator never to be published, and deleted. */
        SKIPPED;

        private byte bit() {
            return (byte) (1 << ordinal());
        }
    }

    /** What was known of an event before a sighting. */
    record Known(byte places) {

        boolean wasIn(Place place) {
            return (places & place.bit()) != 0;
        }

        /** @return whether its key, type, subject or bytes are others than at the first sighting */
        boolean isDifferent() {
            return (places & DIFFERENT) != 0;
        }
    }

    /** @param expected events; more may come */
    public EventLedger(int expected) {
        int room = Math.max(expected, 1024);
        high = new long[room];
        low = new long[room];
        fingerprint = new long[room];
        places = new byte[room];
        slots = emptySlots(room);
    }

    private static int[] emptySlots(int events) {
        int[] slots = new int[Integer.highestOneBit(events - 1) << 2];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    Known see(EventRecord event, Place place) {
        long print = event.fingerprint();
        int at = add(event.id());
        byte before = places[at];
        if (before == 0) {
            fingerprint[at] = print;
        }
        places[at] = (byte) (before | place.bit());
        return new Known(before != 0 && fingerprint[at] != print ? (byte) (before | DIFFERENT) : before);
    }

    /** Is told of events that were in one place and never in others. */
    interface Missing {
        void of(UUID id);
    }

    /** Goes through all events that a committed transaction has written, and that have come nowhere. */
    void forEachLost(Missing missing) {
        for (int at = 0; at < size; at++) {
            if (places[at] == Place.APPENDED.bit()) {
                missing.of(new UUID(high[at], low[at]));
            }
        }
    }

    int size() {
        return size;
    }

    private int add(UUID id) {
        int slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        if (size == high.length) {
            grow();
            slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        slots[slot] = size;
        return size++;
    }

    private int slot(long highBits, long lowBits) {
        int mask = slots.length - 1;
        int slot = Hashes.mix(highBits ^ lowBits) & mask;
        while (slots[slot] != EMPTY && (high[slots[slot]] != highBits || low[slots[slot]] != lowBits)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int room = Math.multiplyExact(high.length, 2);
        high = Arrays.copyOf(high, room);
        low = Arrays.copyOf(low, room);
        fingerprint = Arrays.copyOf(fingerprint, room);
        places = Arrays.copyOf(places, room);
        slots = emptySlots(room);
        for (int at = 0; at < size; at++) {
            slots[slot(high[at], low[at])] = at;
        }
    }
}
