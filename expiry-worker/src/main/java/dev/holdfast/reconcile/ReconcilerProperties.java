package dev.holdfast.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the payment provider is asked. Of no effect without a provider.
 *
 * @param grace            how long the hold of a pending order waits at the most, after its end, for the provider's answer; 1 s to 10 min,
 *                         and longer than the interval. Buyers who need its units do not wait for it
 * @param interval         from the start of one look at such orders to the start of the next, 100 ms to 1 min
 * @param lookBack         how far back payments are looked for that no webhook has told of, by the time when they were begun;
 *                         1 min to 7 days, and longer than its interval
 * @param lookBackInterval from the start of one look back to the start of the next, 1 s to 1 day
 * @param margin           by how much a payment may have been begun before its order was placed, and by how much the provider's clock
 *                         may differ from the database's; 0 to 1 h
 * @param timeout          for one page of the provider's list, 100 ms to 10 s
 * @param limit            when no further page is asked for, 1 s to 5 min; then the orders wait for the next look
 * @param longestRest      how long a provider that fails again and again is left alone at the most, 1 s to 10 min
 */
@ConfigurationProperties("holdfast.reconciler")
public record ReconcilerProperties(
        @DefaultValue("30s") Duration grace,
        @DefaultValue("5s") Duration interval,
        @DefaultValue("1h") Duration lookBack,
        @DefaultValue("1m") Duration lookBackInterval,
        @DefaultValue("1m") Duration margin,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("10s") Duration limit,
        @DefaultValue("30s") Duration longestRest) {

    /** What comes after the last page: transactions that settle and expire, and their retries. */
    private static final Duration REST_OF_A_LOOK = Duration.ofSeconds(30);

    public ReconcilerProperties {
        check("grace", grace, Duration.ofSeconds(1), Duration.ofMinutes(10));
        check("interval", interval, Duration.ofMillis(100), Duration.ofMinutes(1));
        check("look-back", lookBack, Duration.ofMinutes(1), Duration.ofDays(7));
        check("look-back-interval", lookBackInterval, Duration.ofSeconds(1), Duration.ofDays(1));
        check("margin", margin, Duration.ZERO, Duration.ofHours(1));
        check("timeout", timeout, Duration.ofMillis(100), Duration.ofSeconds(10));
        check("limit", limit, Duration.ofSeconds(1), Duration.ofMinutes(5));
        check("longest-rest", longestRest, Duration.ofSeconds(1), Duration.ofMinutes(10));
        // Else there are orders about which nobody asks before the sweep lets them go, and payments that no look back sees.
        checkLonger("grace", grace, "interval", interval);
        checkLonger("look-back", lookBack, "look-back-interval", lookBackInterval);
    }

    /** @return how long the lock of a worker that died is left alone: longer than a look takes */
    public Duration lease() {
        return limit.plus(timeout).plus(REST_OF_A_LOOK);
    }

    private static void checkLonger(String property, Duration value, String than, Duration other) {
        if (value.compareTo(other) <= 0) {
            throw new IllegalArgumentException("holdfast.reconciler.%s must be longer than holdfast.reconciler.%s, but they are %s and %s"
                    .formatted(property, than, value, other));
        }
    }

    private static void check(String property, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "holdfast.reconciler.%s must be %s to %s, but is %s".formatted(property, least, most, value));
        }
    }
}
