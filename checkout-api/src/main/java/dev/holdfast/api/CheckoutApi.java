package dev.holdfast.api;

import dev.holdfast.checkout.CheckoutConfiguration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The HTTP application: storefront, webhook, and what operators decide. */
// Where the applications share a class path, neither the changelog's nor the relay's libraries may configure themselves here.
@SpringBootApplication(proxyBeanMethods = false, excludeName = {
        "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
@Import(CheckoutConfiguration.class)
@EnableConfigurationProperties(ApiProperties.class)
public class CheckoutApi {

    /** @param arguments Spring properties, such as {@code --server.port=8081} */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** @return the application with its own configuration file, {@code checkout-api.yml}, ready to run */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(CheckoutApi.class).properties("spring.config.name=checkout-api");
    }

    /** For hints to clients only: what counts is decided by the database's clock. */
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
