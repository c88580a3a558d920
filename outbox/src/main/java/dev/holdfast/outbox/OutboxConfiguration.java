package dev.holdfast.outbox;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imported by the applications that write or read the outbox. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Lanes.class)
public class OutboxConfiguration {

    @Bean
    Outbox outbox(JdbcOperations jdbc, Lanes lanes) {
        return new Outbox(jdbc, lanes);
    }

    @Bean
    OutboxBacklog outboxBacklog(JdbcClient jdbc) {
        return new OutboxBacklog(jdbc);
    }

    @Bean
    OutboxParking outboxParking(JdbcClient jdbc) {
        return new OutboxParking(jdbc);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcClient jdbc) {
        return new ParkedEvents(jdbc);
    }
}
