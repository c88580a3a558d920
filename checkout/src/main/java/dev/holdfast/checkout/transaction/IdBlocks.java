package dev.holdfast.checkout.transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ids of one table, handed out before the insert, so that a row whose commit is in doubt can be looked up by its id.
 *
 * <p>A block of numbers is taken from the database at a time; what a stopped instance did not use stays a gap. An id is the number
 * followed by ten bits of slot, the product's id modulo 1024: below 2^53 for 2^43 numbers, so safe in JSON, and a sharded
 * deployment can route by the id alone.
 */
public final class IdBlocks {

    private static final int SLOT_BITS = 10;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

    private static final String LOCK = """
            SELECT next_id FROM id_block WHERE name = :name FOR UPDATE""";

    private static final String TAKE = """
            UPDATE id_block SET next_id = next_id + :size WHERE name = :name""";

    private final String name;
    private final int blockSize;
    private final JdbcClient jdbc;
    private final LockedTransaction transaction;
    private long next;
    private long end;
    private volatile @Nullable StorageUnavailable lastFailure;

    /**
     * @param name      the row of {@code id_block}
     * @param blockSize ids a round trip, at least 1
     */
    public IdBlocks(String name, int blockSize, JdbcClient jdbc, LockedTransaction transaction) {
        this.name = name;
        this.blockSize = blockSize;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * To be called outside any transaction: what it takes stays taken.
     *
     * @param slotSource a product's id, or any id of its slot
     * @return an id that nobody has had, of that slot
     * @throws StorageUnavailable if a new block is needed and the database is away
     */
    public long next(long slotSource) {
        StorageUnavailable known = lastFailure;
        synchronized (this) {
            if (next == end) {
                // Whoever waited here while another failed fails with it: in turn, each would wait for the database anew.
                if (lastFailure != null && lastFailure != known) {
                    throw lastFailure;
                }
                refill();
            }
            return next++ << SLOT_BITS | slotSource & SLOT_MASK;
        }
    }

    private void refill() {
        try {
            // Repeated after a commit in doubt, it takes another block; the first one stays a gap.
            next = transaction.run("take ids", status -> takeBlock(), first -> false);
            end = next + blockSize;
        } catch (StorageUnavailable failure) {
            // Even if its commit is in doubt: ids that nobody was given are no effect.
            lastFailure = new StorageUnavailable("take ids", false, failure);
            throw lastFailure;
        }
    }

    private long takeBlock() {
        long first = jdbc.sql(LOCK).param("name", name).query((row, n) -> row.getLong("next_id")).single();
        jdbc.sql(TAKE).param("size", blockSize).param("name", name).update();
        return first;
    }
}
