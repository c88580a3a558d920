package dev.holdfast.benchmark.rival;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holdfast's tables as the rivals use them. Ids and times cost them no round trip: they come from this process. */
final class RivalTables implements InitializingBean {

    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final int SLOT_BITS = 10;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

    private static final String LOCK_PRODUCT = """
            SELECT stock.total FROM product JOIN stock ON stock.product_id = product.id WHERE product.id = :product FOR UPDATE""";

    private static final String LOCK_STOCK = """
            SELECT available FROM stock WHERE product_id = :product FOR UPDATE""";

    private static final String UNITS_HELD = """
            SELECT COALESCE(SUM(quantity), 0) FROM hold WHERE product_id = :product AND due_at > NOW(6)""";

    private static final String UNITS_SOLD = """
            SELECT COALESCE(SUM(quantity), 0) FROM orders WHERE product_id = :product AND status = 'paid'""";

    private static final String INSERT_HOLD = """
            INSERT INTO hold (id, product_id, customer_id, quantity, status, created_at, expires_at, due_at, version)
            VALUES (:id, :product, NULL, :quantity, 'reserved', :now, :expires, :expires, 1)""";

    private static final String COUNT_DOWN = """
            UPDATE stock SET available = available - :quantity, version = version + 1 WHERE product_id = :product""";

    private static final String LAST_NUMBER = """
            SELECT GREATEST(COALESCE((SELECT MAX(id) FROM hold), 0) DIV 1024, (SELECT next_id FROM id_block WHERE name = 'hold'))""";

    private final JdbcClient jdbc;
    private final AtomicLong numbers = new AtomicLong();

    RivalTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids go on where those in the table end; there is one process of a rival. */
    @Override
    public void afterPropertiesSet() {
        numbers.set(jdbc.sql(LAST_NUMBER).query((row, n) -> row.getLong(1)).single());
    }

    /** @return all units there are */
    long lockProduct(long product) {
        return number(LOCK_PRODUCT, product);
    }

    /** @return the available units */
    long lockStock(long product) {
        return number(LOCK_STOCK, product);
    }

    long unitsHeld(long product) {
        return number(UNITS_HELD, product);
    }

    long unitsSold(long product) {
        return number(UNITS_SOLD, product);
    }

    private long number(String query, long product) {
        return jdbc.sql(query).param("product", product).query((row, n) -> row.getLong(1)).single();
    }

    RivalHold insertHold(long product, int quantity) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant expires = now.plus(HOLD);
        long id = numbers.incrementAndGet() << SLOT_BITS | product & SLOT_MASK;
        jdbc.sql(INSERT_HOLD).param("id", id).param("product", product).param("quantity", quantity)
                .param("now", column(now)).param("expires", column(expires)).update();
        return new RivalHold(id, product, quantity, "reserved", expires);
    }

    void countDown(long product, int quantity) {
        jdbc.sql(COUNT_DOWN).param("quantity", quantity).param("product", product).update();
    }

    private static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
