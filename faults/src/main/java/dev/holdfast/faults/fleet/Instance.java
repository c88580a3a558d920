package dev.holdfast.faults.fleet;

import dev.holdfast.faults.crash.Ambush;
import dev.holdfast.faults.network.DatabaseLink;
import dev.holdfast.process.Application;
import dev.holdfast.process.FreePort;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Metrics;
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
    private final Ambush ambush;
    private final int port = FreePort.any();
    private @Nullable Application running;

    Instance(Role role, String name, Launcher launcher, DatabaseLink link, Map<String, String> environment, List<String> properties,
            Ambush ambush) {
        this.role = role;
        this.name = name;
        this.launcher = launcher;
        this.link = link;
        this.environment = environment;
        this.properties = properties;
        this.ambush = ambush;
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

    /** @return what can lie in wait for it */
    public Ambush ambush() {
        return ambush;
    }

    /** Starts it unless it runs. Not waited for. */
    public void start() {
        if (!isAlive()) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(ambush.environment());
            running = launcher.start(role, name, port, all, properties);
        }
    }

    /** @throws dev.holdfast.process.ProcessFailed if it ends or is not ready within two minutes */
    public void awaitReady() throws InterruptedException {
        launcher.awaitReady(List.of(application()));
    }

    /** @return whether it is there and well at this moment */
    public boolean isReady() {
        return isAlive() && application().isReady();
    }

    /** @throws dev.holdfast.process.ProcessFailed if it does not answer */
    public Metrics metrics() {
        return application().metrics();
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
