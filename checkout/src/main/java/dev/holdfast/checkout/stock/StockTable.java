package dev.holdfast.checkout.stock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code stock}. */
public final class StockTable {

    private static final String LOCK = """
            SELECT product_id, total, available, version FROM stock WHERE product_id IN (:products) ORDER BY product_id FOR UPDATE""";

    private static final String UPDATE = """
            UPDATE stock SET available = :available, version = :version WHERE product_id = :product AND version = :version - 1""";

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

    /** Writes a change of a row that this transaction has locked. */
    public void update(StockChange change) {
        Stock after = change.after();
        soldOut.forget(after.productId());
        int rows = jdbc.sql(UPDATE).param("available", after.available()).param("version", after.version())
                .param("product", after.productId()).update();
        if (rows != 1) {
            throw new IllegalStateException("The stock of product %d changed under its lock".formatted(after.productId()));
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
