package dev.holdfast.faults.fleet;

import dev.holdfast.api.CheckoutApi;
import dev.holdfast.audit.Auditor;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.faults.crash.CrashPoint;
import dev.holdfast.faults.crash.Points;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.Program;
import dev.holdfast.relay.OutboxRelay;
import java.util.List;
import java.util.Locale;

/** What a process of the campaign can be. */
public enum Role implements Program {

    API, RELAY, WORKER, AUDITOR,
    /** A relay that works every lane without asking the group of the others. */
    USURPER;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void run(String[] arguments) {
        Points.watchIfAsked(points());
        PlantedBug.plantIfAsked();
        switch (this) {
            case API -> CheckoutApi.main(arguments);
            case RELAY -> OutboxRelay.main(arguments);
            case WORKER -> ExpiryWorker.main(arguments);
            case AUDITOR -> Auditor.main(arguments);
            case USURPER -> {
                Usurpation.prepare();
                OutboxRelay.main(arguments);
            }
        }
    }

    private List<CrashPoint> points() {
        return switch (this) {
            case API -> CrashPoint.ofApi();
            case RELAY -> CrashPoint.ofRelay();
            case WORKER, AUDITOR, USURPER -> List.of();
        };
    }
}
