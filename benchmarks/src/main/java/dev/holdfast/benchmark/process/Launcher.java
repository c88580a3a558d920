package dev.holdfast.benchmark.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the processes of a benchmark; all end with the {@link Started} that it was given, if not before. */
public final class Launcher {

    /**
     * Those of the container image, and its limit of 512 MiB. Out there the limit is that of the container; here it has to be said.
     */
    public static final List<String> JVM_OPTIONS = List.of("-XX:MaxRAM=512m", "-XX:MaxRAMPercentage=50", "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> BROKER_JVM_OPTIONS = List.of("-Xms256m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dlogback.configurationFile=dev/holdfast/benchmark/logback.xml");
    private static final int CONNECT_MILLIS = 500;

    private final List<String> jvmOptions;
    private final Path logs;
    private final Started started;

    /** @param logs a directory that exists */
    public Launcher(List<String> jvmOptions, Path logs, Started started) {
        this.jvmOptions = List.copyOf(jvmOptions);
        this.logs = logs;
        this.started = started;
    }

    /**
     * Starts an application; {@link #awaitReady} waits for it.
     *
     * @param environment where its database and its broker are, as the application's own configuration names them
     * @param properties  of Spring, such as {@code --holdfast.api.max-quantity=5}
     */
    public Application start(Role role, Map<String, String> environment, List<String> properties) {
        int port = FreePort.any();
        return started.add(new Application(JavaProcess.start(role, jvmOptions, with(port, environment), log(role), properties), port));
    }

    /**
     * Starts an application from a jar of its own, as it is deployed. Not waited for.
     *
     * @param moreOptions of the JVM
     * @param environment as for {@link #start}
     */
    public Application startJar(Role role, List<String> moreOptions, Path jar, Map<String, String> environment) {
        List<String> java = new ArrayList<>(jvmOptions);
        java.addAll(moreOptions);
        java.addAll(List.of("-jar", jar.toString()));
        int port = FreePort.any();
        return started.add(new Application(JavaProcess.start(role, java, with(port, environment), log(role)), port));
    }

    private static Map<String, String> with(int port, Map<String, String> environment) {
        Map<String, String> withPort = new HashMap<>(environment);
        withPort.putAll(Map.of("HOLDFAST_API_PORT", String.valueOf(port), "HOLDFAST_RELAY_PORT", String.valueOf(port),
                "HOLDFAST_WORKER_PORT", String.valueOf(port), "HOLDFAST_BIND_ADDRESS", "127.0.0.1"));
        return withPort;
    }

    /** @throws ProcessFailed if one of them ends or is not ready within two minutes */
    public void awaitReady(List<Application> applications) throws InterruptedException {
        for (Application application : applications) {
            application.awaitReady();
        }
    }

    /**
     * Starts the embedded broker and waits until it answers.
     *
     * @param directory of its data
     */
    public Broker startBroker(Path directory) throws InterruptedException {
        int port = FreePort.any();
        JavaProcess process = started.add(JavaProcess.start(Role.BROKER, BROKER_JVM_OPTIONS, Map.of(), log(Role.BROKER),
                List.of(directory.toString(), String.valueOf(port))));
        process.awaitReady(() -> isOpen(port));
        return new Broker("127.0.0.1:" + port, process.pid());
    }

    /** Ends an application before the others. */
    public void end(Application application) {
        started.end(application);
    }

    private static boolean isOpen(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path log(Role role) {
        return log(role.label());
    }

    /** @return where the output of a process of that name belongs */
    public Path log(String name) {
        return logs.resolve(name + ".log");
    }
}
