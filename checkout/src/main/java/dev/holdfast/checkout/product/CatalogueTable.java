package dev.holdfast.checkout.product;

import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockLevels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code product} as operators need it: with ids for new products, and with all units. */
public final class CatalogueTable {

    private static final String LOCK_NEXT_ID = """
            SELECT next_id FROM id_block WHERE name = 'product' FOR UPDATE""";

    private static final String FIND_FROM = """
            SELECT id FROM product WHERE id >= :id ORDER BY id LIMIT 1""";

    private static final String TAKE_ID = """
            UPDATE id_block SET next_id = :id + 1 WHERE name = 'product'""";

    private static final String LIST = """
            SELECT id FROM product WHERE id > :after ORDER BY id LIMIT :limit""";

    // As in ProductTable, one statement for products that are named, so that the active holds are ranges of their index, and all numbers
    // are of one moment.
    private static final String LIST_WITH_UNITS = """
            SELECT p.id, p.name, p.price, p.currency, p.max_per_customer, p.sale_opens_at, p.sale_closes_at, p.version,
                   s.total, s.available, s.version AS stock_version, COALESCE(h.held, 0) AS held, COALESCE(h.stale, 0) AS stale
            FROM product p STRAIGHT_JOIN stock s ON s.product_id = p.id
            LEFT JOIN (SELECT product_id, SUM(CASE WHEN due_at > NOW(6) THEN quantity ELSE 0 END) AS held,
                              SUM(CASE WHEN due_at <= NOW(6) THEN quantity ELSE 0 END) AS stale
                       FROM hold WHERE product_id IN (:ids) AND due_at IS NOT NULL
                       GROUP BY product_id ORDER BY NULL) h ON h.product_id = p.id
            WHERE p.id IN (:ids)
            ORDER BY p.id""";

    private final JdbcClient jdbc;

    public CatalogueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes an id that no product has. Whoever else takes one waits until the transaction ends; rolled back, it takes none.
     *
     * @return past those that it gave before and those that products have by other ways
     */
    public long takeId() {
        long id = jdbc.sql(LOCK_NEXT_ID).query((row, n) -> row.getLong("next_id")).single();
        while (firstFrom(id).orElse(0) == id) {
            id++;
        }
        jdbc.sql(TAKE_ID).param("id", id).update();
        return id;
    }

    private OptionalLong firstFrom(long id) {
        return jdbc.sql(FIND_FROM).param("id", id).query((row, n) -> row.getLong("id")).stream().mapToLong(Long::longValue).findFirst();
    }

    /** @return products with an id above {@code after}, by rising id, at most {@code limit} */
    public List<ListedProduct> list(long after, int limit) {
        List<Long> ids = jdbc.sql(LIST).param("after", after).param("limit", limit).query((row, n) -> row.getLong("id")).list();
        return withUnits(ids);
    }

    /** @return those of the products that exist, by rising id */
    public List<ListedProduct> withUnits(List<Long> ids) {
        return ids.isEmpty() ? List.of() : jdbc.sql(LIST_WITH_UNITS).param("ids", ids).query(CatalogueTable::listed).list();
    }

    private static ListedProduct listed(ResultSet row, int n) throws SQLException {
        Stock stock = new Stock(row.getLong("id"), row.getInt("total"), row.getInt("available"), row.getLong("stock_version"));
        return new ListedProduct(new ProductVersion(ProductTable.product(row, n), row.getLong("version")),
                StockLevels.of(stock, row.getInt("held"), row.getInt("stale")));
    }
}
