package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A class of tests with a database and an instance of its own, and for each test a product that nobody has used. */
abstract class WithCheckout {

    private static final AtomicLong PRODUCTS = new AtomicLong();

    static TestDatabase database;
    static RunningCheckout checkout;

    final long product = newProduct();

    static long newProduct() {
        return PRODUCTS.incrementAndGet();
    }

    @BeforeAll
    static void startCheckout() {
        database = TestDatabase.create();
        checkout = RunningCheckout.on(database);
    }

    @AfterAll
    static void stopCheckout() {
        checkout.close();
        database.close();
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }
}
