package dev.holdfast.api.storefront;

import dev.holdfast.checkout.CreateProducts;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.transaction.StorageUnavailable;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Something to sell in a system that is to be tried out, so that the first call of the README works. Left as it is if it is there. */
@Component
@ConditionalOnBooleanProperty("holdfast.api.sample-product")
final class SampleProduct implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SampleProduct.class);

    private static final CreateProducts.Command FLASH_SALE = new CreateProducts.Command(
            new Product(1, "Flash Sale Product", new BigDecimal("99.99"), "USD", null, null, null), 100);

    /** The database is often started together with the API. Each attempt waits for a connection as long as the pool lets it. */
    private static final int ATTEMPTS = 10;

    private final CreateProducts createProducts;

    SampleProduct(CreateProducts createProducts) {
        this.createProducts = createProducts;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                createProducts.create(List.of(FLASH_SALE));
                return;
            } catch (StorageUnavailable away) {
                log.info("The database is away; product 1 waits for it");
            }
        }
        log.warn("Product 1 was not created, because the database is away; start again when it is there");
    }
}
