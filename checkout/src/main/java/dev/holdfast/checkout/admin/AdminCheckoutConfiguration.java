package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.operator.OperatorActionTable;
import dev.holdfast.checkout.product.CatalogueTable;
import dev.holdfast.checkout.product.ProductTable;
import dev.holdfast.checkout.refund.RefundTable;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.checkout.stock.StockTable;
import dev.holdfast.checkout.transaction.DatabaseClock;
import dev.holdfast.checkout.transaction.LockedTransaction;
import dev.holdfast.outbox.Outbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What operators do and look at. Imported together with the transactions of buyers. */
@Configuration(proxyBeanMethods = false)
public class AdminCheckoutConfiguration {

    /** With a mapper of its own: how the API writes its answers must not change what is on record. */
    @Bean
    OperatorActionTable operatorActionTable(JdbcClient jdbc) {
        return new OperatorActionTable(jdbc, JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
    }

    @Bean
    AdminTables adminTables(JdbcClient jdbc, Outbox outbox, SoldOut soldOut, OperatorActionTable actions) {
        JsonMapper json = JsonMapper.builder().build();
        return new AdminTables(new ProductTable(jdbc), new CatalogueTable(jdbc), new StockTable(jdbc, soldOut),
                new RefundTable(jdbc), actions, new DatabaseClock(jdbc), () -> new EventBatch(json, outbox));
    }

    @Bean
    AddProduct addProduct(AdminTables tables, LockedTransaction transaction, IdempotencyKeys keys) {
        return new AddProduct(tables, transaction, keys);
    }

    @Bean
    ChangeProduct changeProduct(AdminTables tables, LockedTransaction transaction) {
        return new ChangeProduct(tables, transaction);
    }

    @Bean
    RecordRefund recordRefund(AdminTables tables, LockedTransaction transaction, IdempotencyKeys keys) {
        return new RecordRefund(tables, transaction, keys);
    }

    @Bean
    FindForOperators findForOperators(AdminTables tables) {
        return new FindForOperators(tables);
    }
}
