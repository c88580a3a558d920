package dev.holdfast.reconcile.stripe;

import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.reconcile.ReconcilerProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stripe is asked where there is a key for it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("holdfast.reconciler.stripe.key")
@EnableConfigurationProperties(StripeProperties.class)
public class StripeConfiguration {

    @Bean
    PaymentProvider stripe(StripeProperties stripe, ReconcilerProperties reconciler) {
        return new StripePayments(stripe, reconciler.timeout());
    }
}
