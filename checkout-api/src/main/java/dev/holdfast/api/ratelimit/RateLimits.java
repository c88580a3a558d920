package dev.holdfast.api.ratelimit;

import dev.holdfast.api.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Counts requests by who sends them, on this instance alone: with several, a caller may send as many to each. */
@Component
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RateLimits {

    static final String POLICY = "RateLimit-Policy";
    static final String LEFT = "RateLimit";

    private final @Nullable Quota perKey;
    private final @Nullable Quota perCustomer;

    RateLimits(RateLimitProperties properties) {
        this.perKey = properties.perKey() == null ? null : new Quota("per-key", properties.perKey(), properties.maxCallers());
        this.perCustomer = properties.perCustomer() == null ? null
                : new Quota("per-customer", properties.perCustomer(), properties.maxCallers());
    }

    /**
     * Counts a request, and tells its sender what is left. Who is not known is not counted.
     *
     * @throws dev.holdfast.api.problem.Refused if nothing is left
     */
    void count(Caller caller, HttpServletResponse response) {
        String customer = caller.customer();
        Quota quota = customer == null ? perKey : perCustomer;
        if (quota != null && caller != Caller.ANONYMOUS) {
            String left = quota.take(customer == null ? caller.id() : customer);
            response.setHeader(POLICY, quota.policy());
            response.setHeader(LEFT, left);
        }
    }

    /**
     * Counts a request that its sender makes for a customer. One that the customer sends itself has been counted already.
     *
     * @param customer null where the request names none
     * @throws dev.holdfast.api.problem.Refused if nothing is left to that customer
     */
    public void countFor(@Nullable String customer) {
        if (perCustomer != null && customer != null && Caller.current().customer() == null) {
            String _ = perCustomer.take(customer);
        }
    }
}
