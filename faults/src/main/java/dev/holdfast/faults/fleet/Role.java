package dev.holdfast.faults.fleet;

import dev.holdfast.api.CheckoutApi;
import dev.holdfast.audit.Auditor;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.faults.crash.PlannedDeath;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.Program;
import dev.holdfast.relay.OutboxRelay;
import java.util.Locale;

/** What a process of the campaign can be. */
public enum Role implements Program {

    API, RELAY, WORKER, AUDITOR;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void run(String[] arguments) {
        PlannedDeath.prepare();
        PlantedBug.plantIfAsked();
        switch (this) {
            case API -> CheckoutApi.main(arguments);
            case RELAY -> OutboxRelay.main(arguments);
            case WORKER -> ExpiryWorker.main(arguments);
            case AUDITOR -> Auditor.main(arguments);
        }
    }
}
