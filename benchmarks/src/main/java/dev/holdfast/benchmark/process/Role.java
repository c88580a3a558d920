package dev.holdfast.benchmark.process;

import dev.holdfast.api.CheckoutApi;
import dev.holdfast.benchmark.rival.RivalApi;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.process.Program;
import dev.holdfast.relay.OutboxRelay;
import java.util.Locale;

/** What is measured: each in a process of its own. */
public enum Role implements Program {

    API, RELAY, WORKER, ORIGINAL, COUNTER;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void run(String[] arguments) {
        switch (this) {
            case API -> CheckoutApi.main(arguments);
            case RELAY -> OutboxRelay.main(arguments);
            case WORKER -> ExpiryWorker.main(arguments);
            case ORIGINAL -> RivalApi.original(arguments);
            case COUNTER -> RivalApi.counter(arguments);
        }
    }
}
