package dev.holdfast.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStatusTest {

    private static final Map<OrderStatus, Set<OrderStatus>> EDGES = Map.of(
            OrderStatus.PENDING, EnumSet.of(OrderStatus.PAID, OrderStatus.CANCELLED, OrderStatus.EXPIRED),
            OrderStatus.CANCELLED, EnumSet.of(OrderStatus.PAID, OrderStatus.REFUND_REQUIRED),
            OrderStatus.EXPIRED, EnumSet.of(OrderStatus.PAID, OrderStatus.REFUND_REQUIRED),
            OrderStatus.PAID, EnumSet.noneOf(OrderStatus.class),
            OrderStatus.REFUND_REQUIRED, EnumSet.noneOf(OrderStatus.class));

    @ParameterizedTest
    @EnumSource
    void everyPairIsAnEdgeOfTheDesignOrIsRefused(OrderStatus from) {
        Order order = order(from);
        for (OrderStatus to : OrderStatus.values()) {
            if (EDGES.get(from).contains(to)) {
                assertThat(order.become(to).status()).isEqualTo(to);
                assertThat(order.become(to).version()).isEqualTo(4);
            } else {
                assertThatThrownBy(() -> order.become(to)).isInstanceOf(IllegalStateException.class)
                        .hasMessage("Order 5 is %s and cannot become %s", from.label(), to.label());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLabelNamesTheStatus(OrderStatus status) {
        assertThat(OrderStatus.of(status.label())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAPendingOrderIsSeenAsExpiredOnceItsHoldIsOver(OrderStatus status) {
        Instant expiresAt = Instant.EPOCH.plusSeconds(120);
        assertThat(order(status).seenAt(expiresAt.minusNanos(1_000)).status()).isEqualTo(status);
        assertThat(order(status).seenAt(expiresAt).status()).isEqualTo(status == OrderStatus.PENDING ? OrderStatus.EXPIRED : status);
    }

    private static Order order(OrderStatus status) {
        return new Order(5, 1, 1, null, 1, BigDecimal.ONE, BigDecimal.ONE, "EUR", status, Instant.EPOCH,
                Instant.EPOCH.plusSeconds(120), 3);
    }
}
