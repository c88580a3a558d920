package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.sale.Recorded;
import dev.holdfast.audit.sale.SampleSale;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that an operator has skipped is missing by right, and it alone. */
class SkippedEventTest {

    private static final String PAID_HOLD = "hold " + new SampleSale(new Recorded()).paidHold;
    private static final int LAST_VERSION = 3;

    private final Recorded sale = SampleSale.recorded();

    @TempDir
    private Path folder;

    private EventRecord skip(int version) {
        EventRecord skipped = sale.published.remove(sale.find(PAID_HOLD, version));
        sale.skipped.add(skipped);
        return skipped;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, LAST_VERSION})
    void theOthersOfItsHoldGoOnBehindIt(int version) {
        skip(version);

        assertThat(SaleAudit.violations(SaleAudit.of(sale, false, folder))).isEmpty();
        Findings findings = SaleAudit.of(sale, true, folder);
        assertThat(SaleAudit.violations(findings)).isEmpty();
        assertThat(findings.sightings(Sighting.SKIPPED_EVENT)).isOne();
    }

    @Test
    void allOfAHoldCanBeSkipped() {
        for (int version = 1; version <= LAST_VERSION; version++) {
            skip(version);
        }

        assertThat(SaleAudit.violations(SaleAudit.of(sale, true, folder))).isEmpty();
    }

    @Test
    void anotherEventThatIsMissingBehindItIsFound() {
        skip(2);
        sale.published.remove(sale.find(PAID_HOLD, LAST_VERSION));

        Findings findings = SaleAudit.of(sale, true, folder);

        assertThat(findings.kept(Invariant.OUTBOX_EQUALS_KAFKA)).anyMatch(violation -> violation.subject().equals(PAID_HOLD));
    }

    @Test
    void oneThatIsMissingBeforeItIsFound() {
        skip(2);
        sale.published.remove(sale.find(PAID_HOLD, 1));

        assertThat(SaleAudit.of(sale, false, folder).kept(Invariant.ORDER)).anyMatch(violation -> violation.subject().equals(PAID_HOLD));
    }

    @Test
    void oneThatIsInKafkaAllTheSameIsFound() {
        EventRecord skipped = skip(2);
        sale.published.add(skipped);

        assertThat(SaleAudit.of(sale, false, folder).kept(Invariant.OUTBOX_EQUALS_KAFKA)).anyMatch(violation ->
                violation.subject().equals("event " + skipped.id()) && violation.what().contains("on record as skipped"));
    }

    @Test
    void oneThatStillWaitsIsFound() {
        EventRecord skipped = skip(LAST_VERSION);
        sale.waiting.add(skipped);

        assertThat(SaleAudit.of(sale, false, folder).kept(Invariant.OUTBOX_EQUALS_KAFKA)).anyMatch(violation ->
                violation.subject().equals("event " + skipped.id()) && violation.what().contains("still waits"));
    }

    @Test
    void aRecordWithAnotherContentThanWasCommittedIsFound() {
        EventRecord skipped = skip(2);
        sale.skipped.set(0, Spoiling.with(skipped, "\"quantity\":2", "\"quantity\":3"));

        assertThat(SaleAudit.of(sale, true, folder).kept(Invariant.OUTBOX_EQUALS_KAFKA))
                .anyMatch(violation -> violation.subject().equals("event " + skipped.id()));
    }
}
