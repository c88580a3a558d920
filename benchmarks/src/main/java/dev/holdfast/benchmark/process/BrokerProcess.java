package dev.holdfast.benchmark.process;

import dev.holdfast.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded broker alone in a process, so that what it costs is not taken for the generator's. */
final class BrokerProcess {

    private BrokerProcess() {
    }

    /** @param arguments the directory and the port */
    static void main(String[] arguments) {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
