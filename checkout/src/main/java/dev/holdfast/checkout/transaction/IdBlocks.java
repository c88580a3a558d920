package dev.holdfast.checkout.transaction;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

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
    private final TransactionOperations ownTransaction;
    private long next;
    private long end;

    /**
     * @param name           the row of {@code id_block}
     * @param blockSize      ids a round trip, at least 1
     * @param ownTransaction begins a transaction of its own even inside another one
     */
    public IdBlocks(String name, int blockSize, JdbcClient jdbc, TransactionOperations ownTransaction) {
        this.name = name;
        this.blockSize = blockSize;
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
    }

    /** @return an id that nobody has had, of the slot that {@code slotSource} (a product's id, or any id of its slot) belongs to */
    public synchronized long next(long slotSource) {
        if (next == end) {
            takeBlock();
        }
        return next++ << SLOT_BITS | slotSource & SLOT_MASK;
    }

    private void takeBlock() {
        Long first = ownTransaction.execute(transaction -> {
            long start = jdbc.sql(LOCK).param("name", name).query((row, n) -> row.getLong("next_id")).single();
            jdbc.sql(TAKE).param("size", blockSize).param("name", name).update();
            return start;
        });
        if (first == null) {
            throw new IllegalStateException("No block of ids for " + name);
        }
        next = first;
        end = first + blockSize;
    }
}
