package dev.holdfast.relay;

import dev.holdfast.outbox.Lanes;
import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxConfiguration;
import dev.holdfast.outbox.OutboxParking;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntFunction;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The application that publishes outbox rows to Kafka. Start as many as you like: they share the lanes, and take over from one that
 * dies. Nothing is scanned for, because it may share a class path with the other applications.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
// Where the applications share a class path, the API's library must not lock what is reachable from this machine alone.
@EnableAutoConfiguration(excludeName = {
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"})
@EnableConfigurationProperties(RelayProperties.class)
@Import(OutboxConfiguration.class)
public class OutboxRelay {

    /** @param arguments Spring properties, such as {@code --spring.kafka.bootstrap-servers=…} */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** @return the application with its own configuration file, to be started alone or as one context among several */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(OutboxRelay.class).properties("spring.config.name=outbox-relay");
    }

    @Bean
    KafkaClients kafkaClients(ProducerFactory<?, ?> producers, ConsumerFactory<?, ?> consumers, KafkaAdmin admin, RelayProperties relay) {
        return new KafkaClients(producers, consumers, admin, relay);
    }

    @Bean
    RelayStatus relayStatus() {
        return new RelayStatus();
    }

    @Bean
    RelayMetrics relayMetrics(MeterRegistry registry, OutboxBacklog backlog, RelayStatus status, Lanes lanes, RelayProperties relay) {
        return new RelayMetrics(registry, backlog, status, lanes, relay.waits().backlogSample());
    }

    @Bean
    IntFunction<LaneParking> laneParking(OutboxParking parking, PlatformTransactionManager transactions, RelayProperties relay) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return lane -> new LaneParking(lane, parking, transaction, relay);
    }

    @Bean
    OwnedLanes ownedLanes(IntFunction<LaneParking> parking, OutboxBacklog backlog, KafkaClients kafka, RelayProperties relay,
            RelayStatus status, RelayMetrics metrics) {
        return new OwnedLanes(lane -> new LaneLoop(
                new LaneRelay(parking.apply(lane), backlog, kafka, relay, metrics, stage -> { }), relay, status, metrics),
                status, relay.waits().stop());
    }

    @Bean
    LaneMembership laneMembership(KafkaClients kafka, RelayProperties relay, Lanes lanes, OwnedLanes owned, RelayStatus status) {
        return new LaneMembership(kafka, new RelayTopics(kafka, relay, lanes), relay, owned, status);
    }

    @Bean
    LaneWatch laneWatch(OutboxBacklog backlog, OwnedLanes owned, Lanes lanes, RelayProperties relay, RelayStatus status) {
        return new LaneWatch(backlog, owned, lanes, relay.waits(), status);
    }

    @Bean
    RelayService relayService(LaneMembership membership, LaneWatch watch, OwnedLanes owned, RelayProperties relay) {
        return new RelayService(membership, watch, owned, relay.waits().stop());
    }

    @Bean
    RelayHealth relayHealthIndicator(RelayStatus status, RelayMetrics metrics, RelayProperties relay) {
        return new RelayHealth(status, metrics, relay.oldestEventLimit());
    }
}
