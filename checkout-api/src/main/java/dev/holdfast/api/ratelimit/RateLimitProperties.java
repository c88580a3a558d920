package dev.holdfast.api.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests one caller may send to one instance.
 *
 * @param perKey      of a caller with an API key, or with a token that is not a customer's; absent for no limit
 * @param perCustomer of one customer: all requests with its token, and holds that name it; absent for no limit
 * @param maxCallers  that an instance counts at once, 100 to 10,000,000; beyond it, those that were quiet longest begin anew
 */
@ConfigurationProperties("holdfast.rate-limit")
record RateLimitProperties(@Nullable Limit perKey, @Nullable Limit perCustomer, @DefaultValue("100000") int maxCallers) {

    RateLimitProperties {
        if (maxCallers < 100 || maxCallers > 10_000_000) {
            throw new IllegalArgumentException("holdfast.rate-limit.max-callers must be 100 to 10000000, but is " + maxCallers);
        }
    }

    /**
     * @param requests that may come at once, and in each period, 1 to 1,000,000
     * @param period   in whole seconds, 1 s to 1 h
     */
    record Limit(int requests, @DefaultValue("1s") Duration period) {

        Limit {
            if (requests < 1 || requests > 1_000_000) {
                throw new IllegalArgumentException("holdfast.rate-limit.*.requests must be 1 to 1000000, but is " + requests);
            }
            if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(Duration.ofHours(1)) > 0 || period.toNanosPart() != 0) {
                throw new IllegalArgumentException("holdfast.rate-limit.*.period must be whole seconds from 1s to 1h, but is " + period);
            }
        }
    }
}
