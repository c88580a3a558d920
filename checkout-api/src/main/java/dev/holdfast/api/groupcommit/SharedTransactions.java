package dev.holdfast.api.groupcommit;

import dev.holdfast.checkout.FindCheckouts;
import dev.holdfast.checkout.PlaceHolds;
import dev.holdfast.checkout.PlaceOrders;
import dev.holdfast.checkout.SettlePayments;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.product.ProductOnSale;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which transactions and queries are shared, and by what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GroupCommitProperties.class)
class SharedTransactions {

    private final GroupCommitProperties properties;
    private final MeterRegistry meters;

    SharedTransactions(GroupCommitProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
    }

    /** A thread of its own: those of the transactions may all be held up when it is needed most. */
    @Bean(destroyMethod = "shutdownNow")
    static ScheduledExecutorService groupCommitDeadlines() {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("group-commit-deadlines").factory());
    }

    /** By product: holds of one product compete for its stock row. */
    @Bean
    GroupCommit<Once<PlaceHolds.Command, PlaceHolds.Outcome>, Once.Result<PlaceHolds.Outcome>> sharedHolds(PlaceHolds holds,
            ScheduledExecutorService groupCommitDeadlines) {
        return withDeadlines(groupCommitDeadlines,
                new GroupCommit<>("holds", request -> request.command().productId(), holds::placeOnce, properties, meters));
    }

    /** By product and lane: orders compete for nothing but the disk. */
    @Bean
    GroupCommit<Once<PlaceOrders.Command, PlaceOrders.Outcome>, Once.Result<PlaceOrders.Outcome>> sharedOrders(PlaceOrders orders,
            ScheduledExecutorService groupCommitDeadlines) {
        return withDeadlines(groupCommitDeadlines, new GroupCommit<>("orders", request -> properties.laneOf(request.command().holdId()),
                orders::placeOnce, properties, meters));
    }

    /** By product and lane of the order, so that deliveries for one order meet in one queue. */
    @Bean
    GroupCommit<Once<SettlePayments.Command, SettlePayments.Outcome>, Once.Result<SettlePayments.Outcome>> sharedPayments(
            SettlePayments payments, ScheduledExecutorService groupCommitDeadlines) {
        return withDeadlines(groupCommitDeadlines, new GroupCommit<>("payments", request -> properties.laneOf(request.command().orderId()),
                payments::settleOnce, properties, meters));
    }

    /** By product: buyers look at one of them again and again. */
    @Bean
    SharedReads<Optional<ProductOnSale>> sharedProductReads(FindCheckouts find, ScheduledExecutorService groupCommitDeadlines) {
        SharedReads<Optional<ProductOnSale>> reads = new SharedReads<>("product-reads", find::product, properties, meters);
        refuseOverdue(groupCommitDeadlines, reads::refuseOverdue);
        return reads;
    }

    private <C, O> GroupCommit<C, O> withDeadlines(ScheduledExecutorService deadlines, GroupCommit<C, O> group) {
        refuseOverdue(deadlines, group::refuseOverdue);
        return group;
    }

    private void refuseOverdue(ScheduledExecutorService deadlines, Runnable refuse) {
        long period = properties.maxWait().dividedBy(10).toNanos();
        deadlines.scheduleWithFixedDelay(refuse, period, period, TimeUnit.NANOSECONDS);
    }
}
