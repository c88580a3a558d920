package dev.holdfast.expiry;

import dev.holdfast.reconcile.LookBack;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.reconcile.ReconcileDueOrders;
import dev.holdfast.reconcile.ReconcilerProperties;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * Two loops more where there is a payment provider to ask. In threads of their own, because they wait for the provider, and the sweep must
 * not.
 *
 * <p>No stereotype: it is imported after the provider, so that its condition sees it.
 */
@ConditionalOnBean(PaymentProvider.class)
class ReconcilerLoops {

    @Bean
    RunLoop reconcileLoop(ReconcileDueOrders reconcile, JdbcTemplateLockProvider locks, ReconcilerProperties properties) {
        return ExpiryConfiguration.loop("reconcile-due-orders", reconcile::reconcileOnce, locks, properties.interval(), properties.lease());
    }

    @Bean
    RunLoop lookBackLoop(LookBack lookBack, JdbcTemplateLockProvider locks, ReconcilerProperties properties) {
        return ExpiryConfiguration.loop("reconcile-look-back", lookBack::lookBackOnce, locks, properties.lookBackInterval(),
                properties.lease());
    }
}
