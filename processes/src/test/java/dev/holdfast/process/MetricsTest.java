package dev.holdfast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final String BEFORE = """
            # HELP holdfast_group_commit_batch Requests that shared a transaction
            # TYPE holdfast_group_commit_batch histogram
            holdfast_group_commit_batch_bucket{of="holds",le="1.0"} 5
            holdfast_group_commit_batch_bucket{of="holds",le="8.0"} 5
            holdfast_group_commit_batch_bucket{of="holds",le="+Inf"} 5
            holdfast_group_commit_batch_count{of="holds"} 5
            holdfast_group_commit_batch_sum{of="holds"} 5.0
            """;

    private static final String AFTER = """
            holdfast_group_commit_batch_bucket{of="holds",le="1.0"} 7
            holdfast_group_commit_batch_bucket{of="holds",le="8.0"} 11
            holdfast_group_commit_batch_bucket{of="holds",le="+Inf"} 12
            holdfast_group_commit_batch_count{of="holds"} 12
            holdfast_group_commit_batch_sum{of="holds"} 61.0
            holdfast_relay_published_events_total 1.5E3
            """;

    private final Metrics change = Metrics.parse(AFTER).since(Metrics.parse(BEFORE));

    @Test
    void whatHappenedBetweenTwoMomentsIsTheDifference() {
        assertThat(change.value("holdfast_group_commit_batch_sum{of=\"holds\"}")).isEqualTo(56);
        assertThat(change.value("holdfast_relay_published_events_total")).isEqualTo(1_500);
        assertThat(change.value("unknown")).isZero();
    }

    @Test
    void aBucketHoldsWhatTheOneBelowDoesNot() {
        assertThat(change.buckets("holdfast_group_commit_batch", "of=\"holds\"")).containsExactly(
                entry("1.0", 2.0), entry("8.0", 4.0), entry("+Inf", 1.0));
        assertThat(change.buckets("holdfast_group_commit_batch", "of=\"orders\"")).isEmpty();
    }
}
