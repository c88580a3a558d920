package dev.holdfast.checkout.customer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code customer_allocation}. Its rows are read and changed only under the product's stock lock, so they need none of
 * their own.
 */
public final class CustomerAllocationTable {

    private static final String UNITS = """
            SELECT customer_id, units FROM customer_allocation WHERE product_id = :product AND customer_id IN (:customers)""";

    // VALUES() and not a row alias: MariaDB has no row alias.
    private static final String ADD = """
            INSERT INTO customer_allocation (product_id, customer_id, units) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE units = units + VALUES(units)""";

    // The rows are all there, since what is given back was added before: an upsert, so that one statement takes a number of its own
    // from each. A row that was missing would be inserted, and the count of changed rows, two for each, tells.
    private static final String SUBTRACT = """
            INSERT INTO customer_allocation (product_id, customer_id, units) VALUES :rows
            ON DUPLICATE KEY UPDATE units = units - VALUES(units)""";

    private final JdbcOperations batches;
    private final JdbcClient jdbc;

    public CustomerAllocationTable(JdbcOperations batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /** @return units held or bought, by customer; customers who have none are left out */
    public Map<String, Integer> unitsOf(long product, Collection<String> customers) {
        Map<String, Integer> units = new HashMap<>();
        if (!customers.isEmpty()) {
            jdbc.sql(UNITS).param("product", product).param("customers", customers)
                    .query(row -> { units.put(row.getString("customer_id"), row.getInt("units")); });
        }
        return units;
    }

    /**
     * Changes all of them with two statements at the most.
     *
     * @param changes units to add, or, where negative, to give back
     * @throws IllegalStateException if units are given back to a customer who has none: the transaction must not be committed
     */
    public void change(Map<Allocation, Integer> changes) {
        List<Map.Entry<Allocation, Integer>> more = changes.entrySet().stream().filter(change -> change.getValue() > 0).toList();
        List<Map.Entry<Allocation, Integer>> fewer = changes.entrySet().stream().filter(change -> change.getValue() < 0).toList();
        if (!more.isEmpty()) {
            batches.batchUpdate(ADD, more, more.size(), (insert, change) -> {
                insert.setLong(1, change.getKey().productId());
                insert.setString(2, change.getKey().customerId());
                insert.setInt(3, change.getValue());
            });
        }
        if (!fewer.isEmpty()) {
            giveBack(fewer);
        }
    }

    private void giveBack(List<Map.Entry<Allocation, Integer>> fewer) {
        List<Object[]> rows = fewer.stream().map(change ->
                new Object[] {change.getKey().productId(), change.getKey().customerId(), -change.getValue()}).toList();
        if (jdbc.sql(SUBTRACT).param("rows", rows).update() != 2 * rows.size()) {
            throw new IllegalStateException("Some of %s had no units to give back".formatted(fewer));
        }
    }

    /** Whose units of what. */
    public record Allocation(long productId, String customerId) {
    }
}
