package dev.holdfast.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the API accepts.
 *
 * @param maxQuantity    units that one hold may ask for, 1 to 1,000,000
 * @param maxBodySize    longest request body, 1KB to 1MB; a longer one is answered 413
 * @param maxReceiveTime how long a client may take to send the head of a request, and again its body, 1 s to 5 min; it is then cut
 *                       off, or answered 408
 * @param retryAfter     what a client is told to wait after a 503, 1 s to 5 min
 */
@ConfigurationProperties("holdfast.api")
public record ApiProperties(
        @DefaultValue("1000") int maxQuantity, @DefaultValue("16KB") DataSize maxBodySize,
        @DefaultValue("10s") Duration maxReceiveTime, @DefaultValue("2s") Duration retryAfter) {

    public ApiProperties {
        if (maxQuantity < 1 || maxQuantity > 1_000_000) {
            throw new IllegalArgumentException("holdfast.api.max-quantity must be 1 to 1000000, but is " + maxQuantity);
        }
        if (maxBodySize.compareTo(DataSize.ofKilobytes(1)) < 0 || maxBodySize.compareTo(DataSize.ofMegabytes(1)) > 0) {
            throw new IllegalArgumentException("holdfast.api.max-body-size must be 1KB to 1MB, but is " + maxBodySize);
        }
        if (maxReceiveTime.compareTo(Duration.ofSeconds(1)) < 0 || maxReceiveTime.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("holdfast.api.max-receive-time must be 1s to 5m, but is " + maxReceiveTime);
        }
        if (retryAfter.compareTo(Duration.ofSeconds(1)) < 0 || retryAfter.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("holdfast.api.retry-after must be 1s to 5m, but is " + retryAfter);
        }
    }
}
