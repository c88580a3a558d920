package dev.holdfast.audit.rows;

/** Spreads keys over slots. Ids of holds share their lowest ten bits, so they cannot be taken as they are. */
public final class Hashes {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hashes() {
    }

    public static int mix(long key) {
        long mixed = key * GOLDEN;
        return (int) (mixed >>> 32 ^ mixed >>> 15);
    }
}
