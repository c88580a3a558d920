package dev.holdfast.peers.modulith;

import dev.holdfast.peers.Connections;
import dev.holdfast.peers.Producers;
import dev.holdfast.peers.Settings;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.modulith.events.support.EventExternalizerModuleListener;

/**
 * The application around the registry. Its listener for Kafka is the one that spring-modulith-events-kafka would add, but for two
 * things: it sends the event's payload without a detour over a message, and it leaves the producer's one thread at once, on which
 * the registry would otherwise wait for the commit of each deletion.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ModulithApplication {

    /** Measured: more of them wait for each other on two cores. */
    private static final int LISTENERS_AT_ONCE = 64;

    @Bean
    DataSource dataSource(Settings settings) {
        return Connections.pool(settings.database(), LISTENERS_AT_ONCE, Map.of());
    }

    @Bean
    AsyncTaskExecutor applicationTaskExecutor(Listening listening) {
        if (!listening.on()) {
            return new TaskExecutorAdapter(task -> { });
        }
        SimpleAsyncTaskExecutor listeners = new SimpleAsyncTaskExecutor("listener-");
        listeners.setVirtualThreads(true);
        // Whoever has one more event waits: the whole backlog would be waiting in memory otherwise.
        listeners.setConcurrencyLimit(LISTENERS_AT_ONCE);
        return listeners;
    }

    @Bean
    Producer<String, String> producer(Settings settings) {
        return Producers.ofText(settings);
    }

    @Bean
    EventExternalizationConfiguration eventExternalizationConfiguration(Settings settings) {
        return EventExternalizationConfiguration.externalizing()
                .select(HoldCreated.class::isInstance)
                .mapping(HoldCreated.class, event -> event)
                .route(HoldCreated.class, event -> RoutingTarget.forTarget(settings.topic()).andKey(event.key()))
                .build();
    }

    @Bean
    EventExternalizerModuleListener kafkaEventExternalizer(EventExternalizationConfiguration configuration,
            Producer<String, String> producer) {
        Executor completions = Executors.newVirtualThreadPerTaskExecutor();
        return new EventExternalizerModuleListener(configuration, new KafkaTransport(producer, completions));
    }
}
