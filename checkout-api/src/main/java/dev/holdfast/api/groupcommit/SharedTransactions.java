package dev.holdfast.api.groupcommit;

import dev.holdfast.checkout.PlaceHolds;
import dev.holdfast.checkout.PlaceOrders;
import dev.holdfast.checkout.SettlePayments;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which transactions are shared, and by what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GroupCommitProperties.class)
class SharedTransactions {

    /** By product: holds of one product compete for its stock row. */
    @Bean
    GroupCommit<PlaceHolds.Command, PlaceHolds.Outcome> sharedHolds(PlaceHolds holds, GroupCommitProperties properties,
            MeterRegistry meters) {
        return new GroupCommit<>("holds", PlaceHolds.Command::productId, holds::place, properties, meters);
    }

    /** By product and lane: orders compete for nothing but the disk. */
    @Bean
    GroupCommit<PlaceOrders.Command, PlaceOrders.Outcome> sharedOrders(PlaceOrders orders, GroupCommitProperties properties,
            MeterRegistry meters) {
        return new GroupCommit<>("orders", command -> properties.laneOf(command.holdId()), orders::place, properties, meters);
    }

    /** By product and lane of the order, so that deliveries for one order meet in one queue. */
    @Bean
    GroupCommit<SettlePayments.Command, SettlePayments.Outcome> sharedPayments(SettlePayments payments,
            GroupCommitProperties properties, MeterRegistry meters) {
        return new GroupCommit<>("payments", command -> properties.laneOf(command.orderId()), payments::settle, properties, meters);
    }
}
