package dev.holdfast.benchmark.rival;

import dev.holdfast.api.ApiProperties;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxConfiguration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A rival behind the HTTP stack of the checkout API: its configuration file with Tomcat's and the pool's settings, its filters, its way
 * with JSON and with problems. What differs is what happens between the request and the answer.
 *
 * <p>Where Holdfast's own settings would make a rival refuse, it gets patient ones: it never gives up waiting for a connection or a lock.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = {
        "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"})
@ComponentScan({"dev.holdfast.api.request", "dev.holdfast.api.problem"})
@EnableConfigurationProperties(ApiProperties.class)
@Import({OutboxConfiguration.class, RivalHoldController.class})
public class RivalApi {

    private static final String[] PATIENT = {
            "--spring.datasource.hikari.connection-timeout=600000",
            "--spring.datasource.hikari.connection-init-sql=SET SESSION innodb_lock_wait_timeout = 600",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=600000"};

    /** @param arguments Spring properties */
    public static void original(String[] arguments) {
        run(LockAndSum.class, arguments);
    }

    /** @param arguments Spring properties */
    public static void counter(String[] arguments) {
        run(LockAndCount.class, arguments);
    }

    private static void run(Class<? extends HoldTransaction> rival, String[] arguments) {
        new SpringApplicationBuilder(RivalApi.class, rival).properties("spring.config.name=checkout-api")
                .run(Stream.of(PATIENT, arguments).flatMap(Arrays::stream).toArray(String[]::new));
    }

    @Bean
    RivalTables rivalTables(JdbcClient jdbc) {
        return new RivalTables(jdbc);
    }

    @Bean
    RivalEvents rivalEvents(Outbox outbox) {
        return new RivalEvents(outbox);
    }

    @Bean
    TransactionTemplate transaction(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
