package dev.holdfast.checkout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the shop decides.
 *
 * @param holdDuration  how long a hold keeps its units, 1 s to 24 h
 * @param soldOutMemory how long a product that was sold out may be refused without asking the database again, 0 (never) to 1 s; as long
 *                      it can take until units that another instance got back can be had here
 * @param idBlockSize   ids that an instance takes from the database at a time, 1 to 100,000
 */
@ConfigurationProperties("holdfast.checkout")
public record CheckoutProperties(@DefaultValue("2m") Duration holdDuration, @DefaultValue("500ms") Duration soldOutMemory,
        @DefaultValue("1000") int idBlockSize) {

    public CheckoutProperties {
        if (holdDuration.compareTo(Duration.ofSeconds(1)) < 0 || holdDuration.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("holdfast.checkout.hold-duration must be 1s to 24h, but is " + holdDuration);
        }
        // Never longer than a hold: SoldOut relies on it.
        if (soldOutMemory.isNegative() || soldOutMemory.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("holdfast.checkout.sold-out-memory must be 0 to 1s, but is " + soldOutMemory);
        }
        if (idBlockSize < 1 || idBlockSize > 100_000) {
            throw new IllegalArgumentException("holdfast.checkout.id-block-size must be 1 to 100000, but is " + idBlockSize);
        }
    }
}
