package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.changelog.Changelog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangelogIT {

    private static final String[] TABLES = {"product", "stock", "hold", "orders", "payment", "customer_allocation", "idempotency_key",
        "idempotency_caller", "id_block", "outbox", "shedlock", "operator_action", "parked_event",
        "refund", "api_key"};

    private final TestDatabase upToDate = TestDatabase.create();

    @AfterAll
    void drop() {
        upToDate.close();
    }

    @Test
    void itGoesUpAndDownAndUpAgain() throws Exception {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            goUpAndDownAndUpAgain(database);
        }
    }

    private static void goUpAndDownAndUpAgain(TestDatabase database) throws Exception {
        Changelog changelog = new Changelog(database.dataSource());
        List<String> announced = new ArrayList<>();

        int applied = changelog.apply(announced::add);
        assertThat(announced).hasSize(applied).contains("hold", "hold-due", "outbox");
        assertThat(tables(database)).containsExactlyInAnyOrder(TABLES);

        changelog.rollbackAll();
        assertThat(tables(database)).isEmpty();

        assertThat(changelog.apply(announced::add)).isEqualTo(applied);
        assertThat(tables(database)).containsExactlyInAnyOrder(TABLES);
    }

    @Test
    void aSecondRunFindsNothingToDo() throws Exception {
        List<String> announced = new ArrayList<>();
        assertThat(new Changelog(upToDate.dataSource()).apply(announced::add)).isZero();
        assertThat(announced).isEmpty();
    }

    /** Each constraint by a row that is right but for the one thing that it forbids. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            product_price_not_negative            | product (id, name, price, currency)                         | (1, 'x', -0.01, 'EUR')
            product_max_per_customer_positive     | product (id, name, price, currency, max_per_customer)       | (1, 'x', 1, 'EUR', 0)
            product_sale_window_in_order          | product (id, name, price, currency, sale_opens_at, sale_closes_at) | (1, 'x', 1, 'EUR', '2030-01-02', '2030-01-01')
            product_version_counts_from_one       | product (id, name, price, currency, version)                | (1, 'x', 1, 'EUR', 0)
            stock_available_within_total          | stock (product_id, total, available, version)               | (1, 5, 6, 1)
            stock_available_within_total          | stock (product_id, total, available, version)               | (1, 5, -1, 1)
            stock_version_counts_from_one         | stock (product_id, total, available, version)               | (1, 5, 5, 0)
            hold_quantity_positive                | hold (id, product_id, quantity, status, created_at, expires_at, due_at, version) | (1, 1, 0, 'reserved', NOW(6), NOW(6), NOW(6), 1)
            hold_status_known                     | hold (id, product_id, quantity, status, created_at, expires_at, due_at, version) | (1, 1, 1, 'lost', NOW(6), NOW(6), NULL, 1)
            hold_due_while_active                 | hold (id, product_id, quantity, status, created_at, expires_at, due_at, version) | (1, 1, 1, 'reserved', NOW(6), NOW(6), NULL, 1)
            hold_due_while_active                 | hold (id, product_id, quantity, status, created_at, expires_at, due_at, version) | (1, 1, 1, 'expired', NOW(6), NOW(6), NOW(6), 1)
            hold_version_counts_from_one          | hold (id, product_id, quantity, status, created_at, expires_at, due_at, version) | (1, 1, 1, 'reserved', NOW(6), NOW(6), NOW(6), 0)
            orders_quantity_positive              | orders (id, hold_id, product_id, quantity, unit_price, total, currency, status, created_at, expires_at, version) | (1, 1, 1, 0, 5, 0, 'EUR', 'pending', NOW(6), NOW(6), 1)
            orders_total_is_price_times_quantity  | orders (id, hold_id, product_id, quantity, unit_price, total, currency, status, created_at, expires_at, version) | (1, 1, 1, 2, 5, 9, 'EUR', 'pending', NOW(6), NOW(6), 1)
            orders_status_known                   | orders (id, hold_id, product_id, quantity, unit_price, total, currency, status, created_at, expires_at, version) | (1, 1, 1, 2, 5, 10, 'EUR', 'lost', NOW(6), NOW(6), 1)
            orders_version_counts_from_one        | orders (id, hold_id, product_id, quantity, unit_price, total, currency, status, created_at, expires_at, version) | (1, 1, 1, 2, 5, 10, 'EUR', 'pending', NOW(6), NOW(6), 0)
            payment_status_known                  | payment (idempotency_key, order_id, status, fingerprint, received_at, version) | ('k', 1, 'maybe', REPEAT('x', 32), NOW(6), 1)
            payment_outcome_known                 | payment (idempotency_key, order_id, status, outcome, fingerprint, received_at, version) | ('k', 1, 'success', 'lost', REPEAT('x', 32), NOW(6), 1)
            idempotency_key_answer_is_whole       | idempotency_key (caller, route, idempotency_key, fingerprint, answer_status) | ('c', 'r', 'k', REPEAT('x', 32), 201)
            idempotency_key_sends_count_from_one  | idempotency_key (caller, route, idempotency_key, fingerprint, sends) | ('c', 'r', 'k', REPEAT('x', 32), 0)
            operator_action_ends_at_a_time        | operator_action (at, operator, action, subject, reason, outcome) | (NOW(6), 'o', 'a', 's', 'r', 'skipped')
            parked_event_tries_count_from_one     | parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries) | (1, 0, 'e', 'holds', '1', 't', 'r', NOW(6), NOW(6), 0)
            parked_event_decision_known           | parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries, decision, action_id) | (1, 0, 'e', 'holds', '1', 't', 'r', NOW(6), NOW(6), 1, 'forget', 1)
            parked_event_decision_is_on_record    | parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries, decision) | (1, 0, 'e', 'holds', '1', 't', 'r', NOW(6), NOW(6), 1, 'skip')
            customer_allocation_not_negative      | customer_allocation (product_id, customer_id, units)        | (1, 'c', -1)
            """)
    void theDatabaseRefusesWhatTheRulesForbid(String constraint, String columns, String values) {
        assertThatThrownBy(() -> insert(columns, values)).isInstanceOf(DataAccessException.class).hasMessageContaining(constraint);
    }

    @Test
    void theDatabaseAcceptsWhatTheRulesAllowAndOneOrderAHold() {
        String order = "orders (id, hold_id, product_id, quantity, unit_price, total, currency, status, created_at, expires_at, version)";
        insert("stock (product_id, total, available, version)", "(9, 5, 0, 1)");
        insert("hold (id, product_id, quantity, status, created_at, expires_at, due_at, version)",
                "(9, 9, 1, 'consumed', NOW(6), NOW(6), NULL, 3)");
        insert(order, "(9, 9, 9, 3, 0.3333, 0.9999, 'EUR', 'refund_required', NOW(6), NOW(6), 2)");

        assertThatThrownBy(() -> insert(order, "(10, 9, 9, 1, 1, 1, 'EUR', 'pending', NOW(6), NOW(6), 1)")).hasMessageContaining("orders_one_per_hold");
        assertThatCode(() -> insert(order, "(10, 10, 9, 1, 1, 1, 'EUR', 'pending', NOW(6), NOW(6), 1)")).doesNotThrowAnyException();
    }

    private void insert(String columns, String values) {
        JdbcClient.create(upToDate.dataSource()).sql("INSERT INTO " + columns + " VALUES " + values).update();
    }

    private static List<String> tables(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT LIKE 'DATABASECHANGELOG%'")
                .query(String.class).list();
    }
}
