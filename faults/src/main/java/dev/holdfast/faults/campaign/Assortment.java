package dev.holdfast.faults.campaign;

import dev.holdfast.changelog.Changelog;
import dev.holdfast.checkout.CreateProducts;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.faults.fleet.Database;
import dev.holdfast.faults.fleet.Fleet;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is for sale: three hot products that last, and many of which few are there. */
final class Assortment {

    private static final int HOT = 3;
    private static final int ALL = 20;
    private static final int HOT_UNITS = 1_000_000;
    private static final int FEW_UNITS = 40;

    private Assortment() {
    }

    /** Makes the tables and the products. */
    static void prepare(Fleet fleet) {
        Database database = fleet.database();
        String url = Database.url(database.port());
        try {
            new Changelog(new DriverManagerDataSource(url, database.user(), database.password())).apply(changeSet -> { });
        } catch (SQLException | LiquibaseException failure) {
            throw new IllegalStateException("The tables could not be made", failure);
        }
        // Of the applications, the one without a web server: it has the transaction that creates products.
        try (ConfigurableApplicationContext worker = ExpiryWorker.application().web(WebApplicationType.NONE).run(
                "--spring.datasource.url=" + url, "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(), "--holdfast.outbox.lanes.count=" + Fleet.LANES,
                "--spring.main.banner-mode=off", "--logging.level.root=warn")) {
            worker.getBean(CreateProducts.class).create(LongStream.rangeClosed(1, ALL).mapToObj(Assortment::product).toList());
        }
    }

    private static CreateProducts.Command product(long id) {
        return new CreateProducts.Command(new Product(id, "Product " + id, new BigDecimal("9.99"), "EUR", null, null, null),
                id <= HOT ? HOT_UNITS : FEW_UNITS);
    }

    /** @return to choose from evenly: the hot ones several times */
    static List<Long> chances() {
        return Stream.concat(LongStream.rangeClosed(1, ALL).boxed(),
                Stream.generate(() -> LongStream.rangeClosed(1, HOT).boxed()).limit(ALL).flatMap(hot -> hot)).toList();
    }
}
