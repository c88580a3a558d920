package dev.holdfast.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.reconcile.ProviderList.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProviderListTest {

    private final KnownPayments provider = new KnownPayments();
    private final ProviderList list = new ProviderList(provider, new ReconcilerProperties(Duration.ofSeconds(30), Duration.ofSeconds(5),
            Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMinutes(1),
            Duration.ofSeconds(1)), new SimpleMeterRegistry());

    /** A request that has been answered is no reason to take the provider for busy, however soon the next one follows. */
    @Test
    void manyPagesAreReadOneRightAfterTheOther() {
        LongStream.rangeClosed(1, 2_000).forEach(provider::succeeded);
        List<ProviderPayment> read = new ArrayList<>();
        assertThat(list.read(Instant.EPOCH, read::addAll)).isEqualTo(Reading.COMPLETE);
        assertThat(read).hasSize(2_000);
        assertThat(provider.asked()).isEqualTo(1_000);
    }

    @Test
    void aProviderThatHasFailedIsNotAskedAgainAtOnce() {
        provider.away("is away");
        assertThat(list.read(Instant.EPOCH, page -> { })).isEqualTo(Reading.INCOMPLETE);
        assertThat(list.read(Instant.EPOCH, page -> { })).isEqualTo(Reading.RESTING);
        assertThat(provider.asked()).isEqualTo(1);
    }
}
