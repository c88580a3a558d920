package dev.holdfast.api.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.problem.Refused;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * One limit, counted for each caller apart: a bucket of so many requests, which fills evenly within the period. A bucket that nobody has
 * touched for a period is full again, so it can be forgotten.
 */
final class Quota {

    private final String name;
    private final RateLimitProperties.Limit limit;
    private final Cache<String, Bucket> buckets;

    /** @param name for clients and operators, such as {@code per-key} */
    Quota(String name, RateLimitProperties.Limit limit, int maxCallers) {
        this.name = name;
        this.limit = limit;
        this.buckets = Caffeine.newBuilder().maximumSize(maxCallers).expireAfterAccess(limit.period()).build();
    }

    /** @return as {@code RateLimit-Policy} has it (draft-ietf-httpapi-ratelimit-headers-10) */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, limit.requests(), limit.period().toSeconds());
    }

    /**
     * Counts one request.
     *
     * @return what is left, as {@code RateLimit} has it
     * @throws Refused if nothing is left
     */
    String take(String caller) {
        ConsumptionProbe probe = buckets.get(caller, _ -> full()).tryConsumeAndReturnRemaining(1);
        String left = "\"%s\";r=%d;t=%d".formatted(name, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()));
        if (probe.isConsumed()) {
            return left;
        }
        throw new Refused(Problem.of(ProblemType.TOO_MANY_REQUESTS,
                        "More than %d requests in %d s. This one has had no effect; wait and try again."
                                .formatted(limit.requests(), limit.period().toSeconds()))
                .with("policy", name).header(RateLimits.POLICY, policy()).header(RateLimits.LEFT, left)
                .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    private Bucket full() {
        return Bucket.builder().addLimit(bandwidth -> bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
                .withNanosecondPrecision().build();
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusSeconds(1).minusNanos(1).toSeconds();
    }
}
