package dev.holdfast.faults.plant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementsTest {

    @AfterEach
    void clear() {
        Statements.rewrite(null);
    }

    @Test
    void withoutLocksTheWitnessesAreGoneAsWell() {
        Statements.rewrite(PlantedBug.NO_LOCKS);

        assertThat(Statements.rewritten("SELECT a FROM stock WHERE product_id IN (?) ORDER BY product_id FOR UPDATE"))
                .isEqualTo("SELECT a FROM stock WHERE product_id IN (?) ORDER BY product_id");
        assertThat(Statements.rewritten("UPDATE hold SET status = ? WHERE id IN (?) AND status = ?"))
                .isEqualTo("UPDATE hold SET status = ? WHERE id IN (?) AND (status = ? OR TRUE)");
        assertThat(Statements.rewritten("available = CASE WHEN version = VALUES(version) - 1 THEN VALUES(available) ELSE available END"))
                .isEqualTo("available = VALUES(available)");
    }

    @Test
    void theSweepReadsStaleHoldsAndTheirOrdersWithoutALock() {
        Statements.rewrite(PlantedBug.UNGUARDED_EXPIRY);

        assertThat(Statements.rewritten("SELECT a FROM hold WHERE due_at <= ? LIMIT ? FOR UPDATE SKIP LOCKED"))
                .isEqualTo("SELECT a FROM hold WHERE due_at <= ? LIMIT ?");
        assertThat(Statements.rewritten("SELECT a\nFROM orders WHERE hold_id IN (?) ORDER BY hold_id FOR UPDATE"))
                .isEqualTo("SELECT a\nFROM orders WHERE hold_id IN (?) ORDER BY hold_id");
        assertThat(Statements.rewritten("SELECT a FROM hold WHERE id IN (?) ORDER BY id FOR UPDATE")).endsWith("FOR UPDATE");
    }

    @Test
    void aRangeTakesThePlaceOfTheIds() {
        Statements.rewrite(PlantedBug.DELETE_UP_TO_LAST);

        assertThat(Statements.rewritten("DELETE o FROM outbox o FORCE INDEX (PRIMARY) WHERE o.lane = ? AND o.id IN (?, ?)"))
                .isEqualTo("DELETE o FROM outbox o FORCE INDEX (PRIMARY) WHERE o.lane = ? AND o.id <= GREATEST(0, ?, ?)");
    }
}
