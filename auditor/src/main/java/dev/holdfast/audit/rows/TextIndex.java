package dev.holdfast.audit.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers the texts that are added, from 0 on, and keeps them as UTF-8 in one block: a million keys cost little more than their letters. */
public final class TextIndex {

    private static final int EMPTY = -1;

    private byte[] letters;
    private int[] ends;
    private int[] hashes;
    private int[] slots;
    private int size;

    /** @param expected texts; more may come */
    public TextIndex(int expected) {
        int room = Math.max(expected, 8);
        letters = new byte[room * 16];
        ends = new int[room];
        hashes = new int[room];
        slots = emptySlots(room);
    }

    private static int[] emptySlots(int texts) {
        int[] slots = new int[Integer.highestOneBit(texts - 1) << 2];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    /** @return the text's number, the next one if it is new */
    public int add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = Arrays.hashCode(bytes);
        int slot = slot(bytes, hash);
        if (slots[slot] != EMPTY) {
            return slots[slot];
        }
        if (size == ends.length) {
            growTexts();
            slot = slot(bytes, hash);
        }
        int begin = begin(size);
        if (letters.length - begin < bytes.length) {
            letters = Arrays.copyOf(letters, Math.addExact(letters.length, Math.max(letters.length / 2, bytes.length)));
        }
        System.arraycopy(bytes, 0, letters, begin, bytes.length);
        ends[size] = begin + bytes.length;
        hashes[size] = hash;
        slots[slot] = size;
        return size++;
    }

    /** @return -1 if there is no such text */
    public int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return slots[slot(bytes, Arrays.hashCode(bytes))];
    }

    public String text(int number) {
        int begin = begin(number);
        return new String(letters, begin, ends[number] - begin, StandardCharsets.UTF_8);
    }

    public int size() {
        return size;
    }

    private int begin(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private int slot(byte[] bytes, int hash) {
        int mask = slots.length - 1;
        int slot = Hashes.mix(hash) & mask;
        while (slots[slot] != EMPTY && !is(slots[slot], bytes, hash)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean is(int number, byte[] bytes, int hash) {
        return hashes[number] == hash
                && Arrays.equals(letters, begin(number), ends[number], bytes, 0, bytes.length);
    }

    private void growTexts() {
        ends = Arrays.copyOf(ends, ends.length * 2);
        hashes = Arrays.copyOf(hashes, ends.length);
        slots = emptySlots(ends.length);
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = Hashes.mix(hashes[number]) & mask;
            while (slots[slot] != EMPTY) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number;
        }
    }
}
