package dev.holdfast.process;

import dev.holdfast.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded broker alone in a process, so that its cost can be told and its death leaves everything else alive. */
enum BrokerProcess implements Program {

    PROGRAM;

    @Override
    public String label() {
        return "broker";
    }

    /** @param arguments the directory and the port */
    @Override
    public void run(String[] arguments) {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
