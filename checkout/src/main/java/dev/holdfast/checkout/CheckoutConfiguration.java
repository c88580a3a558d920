package dev.holdfast.checkout;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.checkout.admin.AdminCheckoutConfiguration;
import dev.holdfast.checkout.customer.CustomerAllocationTable;
import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.hold.HoldTable;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.IdempotencyKeyTable;
import dev.holdfast.checkout.idempotency.IdempotencyProperties;
import dev.holdfast.checkout.operator.OperatorActionTable;
import dev.holdfast.checkout.order.DueOrderTable;
import dev.holdfast.checkout.order.OrderTable;
import dev.holdfast.checkout.payment.PaymentTable;
import dev.holdfast.checkout.product.ProductTable;
import dev.holdfast.checkout.search.SearchCheckoutConfiguration;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.checkout.stock.StockTable;
import dev.holdfast.checkout.transaction.DatabaseClock;
import dev.holdfast.checkout.transaction.IdBlocks;
import dev.holdfast.checkout.transaction.LockedTransaction;
import dev.holdfast.checkout.transaction.TransactionProperties;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxConfiguration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Imported by the applications that run locked transactions. */
@Configuration(proxyBeanMethods = false)
@Import({OutboxConfiguration.class, AdminCheckoutConfiguration.class, SearchCheckoutConfiguration.class})
@EnableConfigurationProperties({CheckoutProperties.class, IdempotencyProperties.class, TransactionProperties.class})
public class CheckoutConfiguration {

    /** @throws IllegalStateException for an isolation under which the transactions have not been thought through */
    @Bean
    LockedTransaction lockedTransaction(PlatformTransactionManager transactions, TransactionProperties properties, DataSource database) {
        if (database instanceof HikariDataSource pool && !"TRANSACTION_READ_COMMITTED".equals(pool.getTransactionIsolation())) {
            throw new IllegalStateException("spring.datasource.hikari.transaction-isolation must be TRANSACTION_READ_COMMITTED, but is "
                    + pool.getTransactionIsolation());
        }
        return new LockedTransaction(transactions, properties);
    }

    @Bean
    SoldOut soldOut(CheckoutProperties properties) {
        return new SoldOut(properties.soldOutMemory(), System::nanoTime);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(JdbcClient jdbc, IdempotencyProperties properties) {
        return new IdempotencyKeys(new IdempotencyKeyTable(jdbc), properties, System::nanoTime);
    }

    @Bean
    CheckoutTables checkoutTables(JdbcOperations batches, JdbcClient jdbc, Outbox outbox, SoldOut soldOut) {
        // A mapper of its own: how the API writes its answers must not change what is published.
        JsonMapper json = JsonMapper.builder().build();
        return new CheckoutTables(new ProductTable(jdbc), new StockTable(jdbc, soldOut), new HoldTable(batches, jdbc),
                new OrderTable(batches, jdbc), new CustomerAllocationTable(batches, jdbc), new DatabaseClock(jdbc),
                () -> new EventBatch(json, outbox));
    }

    @Bean
    PlaceHolds placeHolds(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys, CheckoutProperties properties,
            JdbcClient jdbc, SoldOut soldOut) {
        IdBlocks ids = new IdBlocks("hold", properties.idBlockSize(), jdbc, transaction);
        return new PlaceHolds(tables, transaction, keys, ids, properties.holdDuration(), soldOut);
    }

    @Bean
    PlaceOrders placeOrders(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys, CheckoutProperties properties,
            JdbcClient jdbc) {
        return new PlaceOrders(tables, transaction, keys, new IdBlocks("orders", properties.idBlockSize(), jdbc, transaction));
    }

    @Bean
    SettlePayments settlePayments(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys, JdbcOperations batches,
            JdbcClient jdbc) {
        return new SettlePayments(tables, new PaymentTable(batches, jdbc), transaction, keys);
    }

    @Bean
    ReleaseHolds releaseHolds(CheckoutTables tables, LockedTransaction transaction) {
        return new ReleaseHolds(tables, transaction);
    }

    @Bean
    CancelOrders cancelOrders(CheckoutTables tables, LockedTransaction transaction, IdempotencyKeys keys) {
        return new CancelOrders(tables, transaction, keys);
    }

    @Bean
    ExpireHolds expireHolds(CheckoutTables tables, LockedTransaction transaction) {
        return new ExpireHolds(tables, transaction);
    }

    @Bean
    FindUnsettled findUnsettled(CheckoutTables tables, JdbcOperations batches, JdbcClient jdbc) {
        return new FindUnsettled(tables, new DueOrderTable(jdbc), new PaymentTable(batches, jdbc));
    }

    @Bean
    CreateProducts createProducts(CheckoutTables tables, LockedTransaction transaction) {
        return new CreateProducts(tables, transaction);
    }

    @Bean
    ChangeStock changeStock(CheckoutTables tables, OperatorActionTable actions, LockedTransaction transaction, IdempotencyKeys keys) {
        return new ChangeStock(tables, actions, transaction, keys);
    }

    @Bean
    DurabilityHealth durabilityHealthIndicator(JdbcClient jdbc) {
        return new DurabilityHealth(jdbc);
    }

    @Bean
    FindCheckouts findCheckouts(CheckoutTables tables) {
        return new FindCheckouts(tables);
    }
}
