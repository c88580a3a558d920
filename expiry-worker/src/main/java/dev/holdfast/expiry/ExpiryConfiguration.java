package dev.holdfast.expiry;

import dev.holdfast.checkout.ExpireHolds;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.reconcile.ReconcilerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two loops, and those of {@link ReconcilerLoops}, each with a lock of its own, so that none waits for another. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SweepProperties.class, IdempotencyKeyProperties.class})
class ExpiryConfiguration {

    @Bean
    ExpirySweeper expirySweeper(ExpireHolds expireHolds, SweepProperties properties, ObjectProvider<PaymentProvider> provider,
            ReconcilerProperties reconciler, MeterRegistry meters) {
        return new ExpirySweeper(expireHolds, properties, provider.getIfAvailable() == null ? Duration.ZERO : reconciler.grace(), meters);
    }

    @Bean
    ForgetIdempotencyKeys forgetIdempotencyKeys(JdbcClient jdbc, IdempotencyKeyProperties properties, MeterRegistry meters) {
        return new ForgetIdempotencyKeys(jdbc, properties, meters);
    }

    @Bean
    CountIdempotencyKeys countIdempotencyKeys(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new CountIdempotencyKeys(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    JdbcTemplateLockProvider lockProvider(JdbcTemplate jdbc) {
        return LockedJob.provider(jdbc);
    }

    @Bean
    RunLoop sweepLoop(ExpirySweeper sweeper, JdbcTemplateLockProvider locks, SweepProperties properties) {
        return loop("expiry-sweep", sweeper::sweepOnce, locks, properties.interval(), properties.lease());
    }

    @Bean
    RunLoop idempotencyKeyLoop(ForgetIdempotencyKeys forget, CountIdempotencyKeys count, JdbcTemplateLockProvider locks,
            IdempotencyKeyProperties properties) {
        return loop("idempotency-keys", () -> {
            forget.forgetOnce();
            count.countOnce();
        }, locks, properties.interval(), properties.lease());
    }

    static RunLoop loop(String name, Runnable step, JdbcTemplateLockProvider locks, Duration interval, Duration lease) {
        return new RunLoop(name, interval, new LockedJob(name, interval, lease, locks, step));
    }
}
