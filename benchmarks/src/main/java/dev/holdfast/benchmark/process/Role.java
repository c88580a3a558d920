package dev.holdfast.benchmark.process;

import dev.holdfast.api.CheckoutApi;
import dev.holdfast.benchmark.rival.RivalApi;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.relay.OutboxRelay;
import java.io.IOException;
import java.util.Locale;

/** What a process that the benchmark starts can be. */
public enum Role {

    API, RELAY, WORKER, BROKER, ORIGINAL, COUNTER;

    /** @return for tables and file names */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The main method of such a process. It ends when its parent is gone, however that ended. */
    static void play(Role role, String[] arguments) {
        Thread.ofPlatform().daemon().name("watch-parent").start(Role::exitWithParent);
        switch (role) {
            case API -> CheckoutApi.main(arguments);
            case RELAY -> OutboxRelay.main(arguments);
            case WORKER -> ExpiryWorker.main(arguments);
            case BROKER -> BrokerProcess.main(arguments);
            case ORIGINAL -> RivalApi.original(arguments);
            case COUNTER -> RivalApi.counter(arguments);
        }
    }

    /** The parent holds the other end of the standard input, and the operating system closes it when the parent dies. */
    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException broken) {
            // As good as its end.
        }
        System.exit(0);
    }
}
