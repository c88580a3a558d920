package dev.holdfast.audit.rows;

import java.util.Arrays;

/** Numbers the keys that are added, from 0 on. Open addressing over plain arrays: twelve to twenty-four bytes a key. */
final class LongIndex {

    private static final int EMPTY = -1;

    private long[] keys;
    private int[] slots;
    private int size;

    /** @param expected keys; more may come */
    LongIndex(int expected) {
        keys = new long[Math.max(expected, 8)];
        slots = emptySlots(keys.length);
    }

    private static int[] emptySlots(int keys) {
        int[] slots = new int[Integer.highestOneBit(Math.max(keys, 8) - 1) << 2];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    /** @return the key's number, the next one if it is new */
    int add(long key) {
        int slot = slot(key);
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        if (size == keys.length) {
            grow();
            slot = slot(key);
        }
        keys[size] = key;
        slots[slot] = size;
        return size++;
    }

    /** @return -1 if there is no such key */
    int find(long key) {
        return slots[slot(key)];
    }

    long key(int number) {
        return keys[number];
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int mask = slots.length - 1;
        int slot = Hashes.mix(key) & mask;
        while (slots[slot] != EMPTY && keys[slots[slot]] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, keys.length * 2);
        slots = emptySlots(keys.length);
        for (int number = 0; number < size; number++) {
            slots[slot(keys[number])] = number;
        }
    }
}
