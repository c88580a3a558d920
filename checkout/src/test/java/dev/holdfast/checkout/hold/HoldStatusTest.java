package dev.holdfast.checkout.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldStatusTest {

    private static final Map<HoldStatus, Set<HoldStatus>> EDGES = Map.of(
            HoldStatus.RESERVED, EnumSet.of(HoldStatus.ATTACHED, HoldStatus.RELEASED, HoldStatus.EXPIRED),
            HoldStatus.ATTACHED, EnumSet.of(HoldStatus.CONSUMED, HoldStatus.RELEASED, HoldStatus.EXPIRED),
            HoldStatus.RELEASED, EnumSet.of(HoldStatus.CONSUMED),
            HoldStatus.EXPIRED, EnumSet.of(HoldStatus.CONSUMED),
            HoldStatus.CONSUMED, EnumSet.noneOf(HoldStatus.class));

    @ParameterizedTest
    @EnumSource
    void everyPairIsAnEdgeOfTheDesignOrIsRefused(HoldStatus from) {
        Hold hold = new Hold(1, 1, null, 2, from, Instant.EPOCH, Instant.EPOCH, 7);
        for (HoldStatus to : HoldStatus.values()) {
            if (EDGES.get(from).contains(to)) {
                assertThat(hold.become(to).status()).isEqualTo(to);
                assertThat(hold.become(to).version()).isEqualTo(8);
            } else {
                assertThatThrownBy(() -> hold.become(to)).isInstanceOf(IllegalStateException.class)
                        .hasMessage("Hold 1 is %s and cannot become %s", from.label(), to.label());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLabelNamesTheStatus(HoldStatus status) {
        assertThat(HoldStatus.of(status.label())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnActiveHoldIsStaleFromTheInstantOfItsExpiry(HoldStatus status) {
        Instant expiresAt = Instant.parse("2026-01-01T00:00:00Z");
        Hold hold = new Hold(1, 1, null, 1, status, Instant.EPOCH, expiresAt, 1);
        assertThat(hold.isStale(expiresAt.minusNanos(1_000))).isFalse();
        assertThat(hold.isStale(expiresAt)).isEqualTo(status.isActive());
    }
}
