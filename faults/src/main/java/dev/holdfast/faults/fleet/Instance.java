package dev.holdfast.faults.fleet;

import dev.holdfast.faults.network.DatabaseLink;
import dev.holdfast.process.Application;
import dev.holdfast.process.FreePort;
import dev.holdfast.process.Launcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the applications: always on the same port, and with a way to the database of its own. Used by one thread at a time. */
public final class Instance {

    private final Role role;
    private final String name;
    private final Launcher launcher;
    private final DatabaseLink link;
    private final Map<String, String> environment;
    private final List<String> properties;
    private final int port = FreePort.any();
    private @Nullable Application running;

    Instance(Role role, String name, Launcher launcher, DatabaseLink link, Map<String, String> environment, List<String> properties) {
        this.role = role;
        this.name = name;
        this.launcher = launcher;
        this.link = link;
        this.environment = environment;
        this.properties = properties;
    }

    public Role role() {
        return role;
    }

    public String name() {
        return name;
    }

    /** @return on which it serves HTTP, on this machine */
    public int port() {
        return port;
    }

    public DatabaseLink link() {
        return link;
    }

    /** Starts it unless it runs. Not waited for. */
    public void start() {
        start(Map.of());
    }

    /** @param more environment of this start alone */
    public void start(Map<String, String> more) {
        if (!isAlive()) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(more);
            running = launcher.start(role, name, port, all, properties);
        }
    }

    /** @throws dev.holdfast.process.ProcessFailed if it ends or is not ready within two minutes */
    public void awaitReady() throws InterruptedException {
        launcher.awaitReady(List.of(application()));
    }

    public boolean isAlive() {
        return running != null && running.isAlive();
    }

    /** Ends it without a word, also when it is frozen. */
    public void kill() {
        Application application = application();
        application.kill();
        launcher.end(application);
    }

    public void freeze() {
        Signal.STOP.send(application().pid());
    }

    public void thaw() {
        Signal.CONT.send(application().pid());
    }

    private Application application() {
        if (running == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return running;
    }

    @Override
    public String toString() {
        return name;
    }
}
