package dev.holdfast.checkout.search;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imported together with the transactions of buyers. */
@Configuration(proxyBeanMethods = false)
public class SearchCheckoutConfiguration {

    @Bean
    SearchCheckouts searchCheckouts(JdbcClient jdbc) {
        return new SearchCheckouts(new HoldSearchTable(jdbc), new OrderSearchTable(jdbc), new PaymentSearchTable(jdbc));
    }
}
