package dev.holdfast.checkout.stock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code stock}. */
public final class StockTable {

    // By force, because a scan, which an optimizer prefers while the table is small, would wait for rows that nobody asked for.
    private static final String LOCK = """
            SELECT product_id, total, available, version
            FROM stock FORCE INDEX (PRIMARY) WHERE product_id IN (:products) ORDER BY product_id FOR UPDATE""";

    // An upsert of rows that are all there: one statement, although each row gets values of its own. A row whose version is not the
    // one before keeps its values, and then the count of changed rows, two for each, tells.
    private static final String UPDATE = """
            INSERT INTO stock (product_id, total, available, version) VALUES :rows
            ON DUPLICATE KEY UPDATE total = CASE WHEN version = VALUES(version) - 1 THEN VALUES(total) ELSE total END,
                                    available = CASE WHEN version = VALUES(version) - 1 THEN VALUES(available) ELSE available END,
                                    version = CASE WHEN version = VALUES(version) - 1 THEN VALUES(version) ELSE version END""";

    private static final String INSERT = """
            INSERT INTO stock (product_id, total, available, version) VALUES (:product, :total, :total, 1)""";

    private final JdbcClient jdbc;
    private final SoldOut soldOut;

    public StockTable(JdbcClient jdbc, SoldOut soldOut) {
        this.jdbc = jdbc;
        this.soldOut = soldOut;
    }

    /** Locks the rows by rising product id until the transaction ends. Products without stock are left out. */
    public List<Stock> lock(Collection<Long> products) {
        return products.isEmpty() ? List.of() : jdbc.sql(LOCK).param("products", products).query(StockTable::stock).list();
    }

    /** Writes changes of rows that this transaction has locked, with one statement. */
    public void update(List<StockChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach(change -> soldOut.forget(change.after().productId()));
        List<Object[]> rows = changes.stream().map(StockChange::after)
                .map(stock -> new Object[] {stock.productId(), stock.total(), stock.available(), stock.version()}).toList();
        if (jdbc.sql(UPDATE).param("rows", rows).update() != 2 * rows.size()) {
            throw new IllegalStateException("The stock of product %s changed under its lock".formatted(
                    changes.stream().map(change -> change.after().productId()).toList()));
        }
    }

    /** Adds the stock of a new product, all of it available. */
    public Stock insert(long product, int total) {
        jdbc.sql(INSERT).param("product", product).param("total", total).update();
        return new Stock(product, total, total, 1);
    }

    private static Stock stock(ResultSet row, int n) throws SQLException {
        return new Stock(row.getLong("product_id"), row.getInt("total"), row.getInt("available"), row.getLong("version"));
    }
}
