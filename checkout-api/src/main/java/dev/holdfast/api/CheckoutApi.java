package dev.holdfast.api;

import dev.holdfast.checkout.CheckoutConfiguration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

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
        return new SpringApplicationBuilder(CheckoutApi.class).properties("spring.config.name=checkout-api")
                .initializers(application -> listenOnNoOtherAddress(application.getEnvironment()));
    }

    /**
     * Spring Boot opens a management port of its own on all addresses of the machine unless it is told one, and refuses to be told one
     * where the port is that of the shop.
     */
    private static void listenOnNoOtherAddress(ConfigurableEnvironment settings) {
        String port = settings.getProperty("server.port", "8080");
        String address = settings.getProperty("server.address");
        boolean shared = port.equals(settings.getProperty("management.server.port", port)) && !port.equals("0");
        if (!shared && address != null) {
            settings.getPropertySources().addLast(
                    new MapPropertySource("address of management", Map.of("management.server.address", address)));
        }
    }

    /** For hints to clients only: what counts is decided by the database's clock. */
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
