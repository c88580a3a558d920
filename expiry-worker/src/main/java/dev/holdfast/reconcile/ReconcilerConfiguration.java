package dev.holdfast.reconcile;

import dev.holdfast.checkout.ExpireHolds;
import dev.holdfast.checkout.FindUnsettled;
import dev.holdfast.checkout.SettlePayments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What there is to run with a provider, which must be defined before this is imported; without one, only the properties. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcilerProperties.class)
public class ReconcilerConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(PaymentProvider.class)
    static class WithProvider {

        // Each job has a list of its own: one that waits for the provider must not keep the other waiting.
        @Bean
        ReconcileDueOrders reconcileDueOrders(FindUnsettled find, ExpireHolds expireHolds, SettlePayments settlePayments,
                PaymentProvider provider, ReconcilerProperties properties, MeterRegistry meters) {
            return new ReconcileDueOrders(find, expireHolds, new SettleMissed(settlePayments, provider.name(), meters),
                    new ProviderList(provider, properties, meters), properties, meters);
        }

        @Bean
        LookBack lookBack(FindUnsettled find, SettlePayments settlePayments, PaymentProvider provider, ReconcilerProperties properties,
                MeterRegistry meters) {
            return new LookBack(find, new SettleMissed(settlePayments, provider.name(), meters),
                    new ProviderList(provider, properties, meters), properties, InstantSource.system());
        }
    }
}
