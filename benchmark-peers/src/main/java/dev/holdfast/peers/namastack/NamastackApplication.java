package dev.holdfast.peers.namastack;

import dev.holdfast.peers.Connections;
import dev.holdfast.peers.Producers;
import dev.holdfast.peers.Settings;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application around the library; how it is tuned stands in {@code namastack.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NamastackApplication {

    private static final int CONNECTIONS = 66;

    @Bean
    DataSource dataSource(Settings settings) {
        return Connections.pool(settings.database(), CONNECTIONS, Map.of());
    }

    @Bean
    Producer<String, String> producer(Settings settings) {
        return Producers.ofText(settings);
    }

    @Bean
    KafkaHandler kafkaHandler(Producer<String, String> producer, Settings settings) {
        return new KafkaHandler(producer, settings);
    }
}
