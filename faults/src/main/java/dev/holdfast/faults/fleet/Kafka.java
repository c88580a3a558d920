package dev.holdfast.faults.fleet;

import dev.holdfast.process.Broker;
import dev.holdfast.process.FreePort;
import dev.holdfast.process.JavaProcess;
import dev.holdfast.process.Launcher;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The broker. Used by one thread at a time. */
public final class Kafka {

    private final Launcher launcher;
    private final Path directory;
    private final int port = FreePort.any();
    private @Nullable Broker running;

    /** @param directory of its data */
    Kafka(Launcher launcher, Path directory) {
        this.launcher = launcher;
        this.directory = directory;
    }

    /** Starts it with the data that it had, and waits until it answers. */
    public void start() throws InterruptedException {
        running = launcher.startBroker(directory, port);
    }

    /** @return as in {@code bootstrap.servers}, whether it runs or not */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Ends it without a word. Its page cache stays, so nothing that it acknowledged is lost. */
    public void kill() {
        JavaProcess process = process();
        process.kill();
        launcher.end(process);
    }

    public void freeze() {
        Signal.STOP.send(process().pid());
    }

    public void thaw() {
        Signal.CONT.send(process().pid());
    }

    private JavaProcess process() {
        return Objects.requireNonNull(Objects.requireNonNull(running, "The broker was never started").process());
    }
}
