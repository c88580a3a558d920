package dev.holdfast.checkout.product;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;
import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code product}. */
public final class ProductTable {

    private static final String FIND = """
            SELECT id, name, price, currency, max_per_customer, sale_opens_at, sale_closes_at FROM product WHERE id IN (:ids)""";

    // One statement, so one snapshot: the stale units that it adds back are exactly those that available does not count.
    private static final String FIND_ON_SALE = """
            SELECT p.id, p.name, p.price, p.currency, p.max_per_customer, p.sale_opens_at, p.sale_closes_at,
                   s.available + COALESCE((SELECT SUM(h.quantity) FROM hold h WHERE h.product_id = p.id AND h.due_at <= NOW(6)), 0)
                       AS available_stock
            FROM product p JOIN stock s ON s.product_id = p.id
            WHERE p.id = :id""";

    private static final String LIST = """
            SELECT id FROM product WHERE id > :after ORDER BY id LIMIT :limit""";

    // One statement again, for products that are named: correlated with a product that is only about to be read, the stale units could
    // not be a range of the index, and would be searched among all holds that it ever had. MariaDB sorts groups unless told not to.
    private static final String LIST_ON_SALE = """
            SELECT p.id, p.name, p.price, p.currency, p.max_per_customer, p.sale_opens_at, p.sale_closes_at,
                   s.available + COALESCE(h.stale, 0) AS available_stock
            FROM product p STRAIGHT_JOIN stock s ON s.product_id = p.id
            LEFT JOIN (SELECT product_id, SUM(quantity) AS stale FROM hold WHERE product_id IN (:ids) AND due_at <= NOW(6)
                       GROUP BY product_id ORDER BY NULL) h ON h.product_id = p.id
            WHERE p.id IN (:ids)
            ORDER BY p.id""";

    private static final String INSERT = """
            INSERT INTO product (id, name, price, currency, max_per_customer, sale_opens_at, sale_closes_at)
            VALUES (:id, :name, :price, :currency, :maxPerCustomer, :opensAt, :closesAt)""";

    // By force, because a scan, which an optimizer prefers while the table is small, would wait for rows that nobody asked for.
    private static final String LOCK = """
            SELECT id, name, price, currency, max_per_customer, sale_opens_at, sale_closes_at, version
            FROM product FORCE INDEX (PRIMARY) WHERE id = :id FOR UPDATE""";

    private static final String CHANGE = """
            UPDATE product FORCE INDEX (PRIMARY)
            SET name = :name, price = :price, max_per_customer = :maxPerCustomer, sale_opens_at = :opensAt, sale_closes_at = :closesAt,
                version = version + 1
            WHERE id = :id AND version = :version""";

    private final JdbcClient jdbc;

    public ProductTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the products that exist, by id; not locked, because nothing that a transaction decides can make them wrong */
    public Map<Long, Product> find(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : jdbc.sql(FIND).param("ids", ids).query(ProductTable::product).list().stream()
                .collect(Collectors.toMap(Product::id, Function.identity()));
    }

    /** @return the product and what is left of it at this moment */
    public Optional<ProductOnSale> findOnSale(long id) {
        return jdbc.sql(FIND_ON_SALE).param("id", id).query(ProductTable::onSale).optional();
    }

    /** @return products with an id above {@code after}, by rising id, at most {@code limit} */
    public List<ProductOnSale> listOnSale(long after, int limit) {
        List<Long> ids = jdbc.sql(LIST).param("after", after).param("limit", limit).query((row, n) -> row.getLong("id")).list();
        return ids.isEmpty() ? List.of() : jdbc.sql(LIST_ON_SALE).param("ids", ids).query(ProductTable::onSale).list();
    }

    /** @return the product with its version, locked until the transaction ends */
    public Optional<ProductVersion> lock(long id) {
        return jdbc.sql(LOCK).param("id", id)
                .query((row, n) -> new ProductVersion(product(row, n), row.getLong("version"))).optional();
    }

    /**
     * Writes new terms of a product that this transaction has locked; its currency stays.
     *
     * @param before as locked
     * @return as written
     * @throws IllegalStateException if it is not in that version: the lock did not hold
     */
    public ProductVersion change(ProductVersion before, Product terms) {
        int rows = jdbc.sql(CHANGE).param("id", terms.id()).param("name", terms.name()).param("price", terms.price())
                .param("maxPerCustomer", terms.maxPerCustomer())
                .param("opensAt", orNull(terms.saleOpensAt())).param("closesAt", orNull(terms.saleClosesAt()))
                .param("version", before.version()).update();
        if (rows != 1) {
            throw new IllegalStateException("Product %d changed under its lock".formatted(terms.id()));
        }
        return new ProductVersion(terms, before.version() + 1);
    }

    public void insert(Product product) {
        jdbc.sql(INSERT).param("id", product.id()).param("name", product.name())
                .param("price", product.price()).param("currency", product.currency())
                .param("maxPerCustomer", product.maxPerCustomer())
                .param("opensAt", orNull(product.saleOpensAt())).param("closesAt", orNull(product.saleClosesAt()))
                .update();
    }

    private static @Nullable LocalDateTime orNull(@Nullable Instant time) {
        return time == null ? null : column(time);
    }

    static Product product(ResultSet row, int n) throws SQLException {
        LocalDateTime opensAt = row.getObject("sale_opens_at", LocalDateTime.class);
        LocalDateTime closesAt = row.getObject("sale_closes_at", LocalDateTime.class);
        return new Product(row.getLong("id"), row.getString("name"),
                Money.readable(row.getBigDecimal("price")), row.getString("currency"),
                row.getObject("max_per_customer", Integer.class),
                opensAt == null ? null : instant(opensAt), closesAt == null ? null : instant(closesAt));
    }

    private static ProductOnSale onSale(ResultSet row, int n) throws SQLException {
        return new ProductOnSale(product(row, n), row.getInt("available_stock"));
    }
}
