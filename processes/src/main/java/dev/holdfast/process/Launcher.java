package dev.holdfast.process;

import dev.holdfast.embedded.ClusterMember;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts processes; all end with the {@link Started} that it was given, if not before. */
public final class Launcher {

    /**
     * Those of the container image, and its limit of 512 MiB. Out there the limit is that of the container; here it has to be said.
     */
    public static final List<String> JVM_OPTIONS = List.of("-XX:MaxRAM=512m", "-XX:MaxRAMPercentage=50", "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> BROKER_JVM_OPTIONS = List.of("-Xms256m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dlogback.configurationFile=dev/holdfast/process/logback.xml");
    private static final List<String> MEMBER_JVM_OPTIONS = List.of("-Xms128m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=dev/holdfast/process/logback.xml");
    private static final int CONNECT_MILLIS = 500;

    private final Class<?> main;
    private final List<String> jvmOptions;
    private final Path logs;
    private final Started started;

    /**
     * @param main       whose main method begins with {@link Play#playIfAsked}
     * @param jvmOptions of the applications
     * @param logs       a directory that exists
     */
    public Launcher(Class<?> main, List<String> jvmOptions, Path logs, Started started) {
        this.main = main;
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
    public Application start(Program program, Map<String, String> environment, List<String> properties) {
        return start(program, program.label(), FreePort.any(), environment, properties);
    }

    /**
     * As {@link #start(Program, Map, List)}, for one of several processes that are the same program.
     *
     * @param name for messages, and of its log
     * @param port on which it serves HTTP
     */
    public Application start(Program program, String name, int port, Map<String, String> environment, List<String> properties) {
        JavaProcess process = JavaProcess.start(name, command(jvmOptions, program, properties), with(port, environment), log(name));
        return started.add(new Application(program, process, port));
    }

    /**
     * Starts a program that ends by itself.
     *
     * @param arguments of the program
     */
    public JavaProcess run(Program program, Map<String, String> environment, List<String> arguments) {
        return started.add(JavaProcess.start(program.label(), command(jvmOptions, program, arguments), environment, log(program.label())));
    }

    private List<String> command(List<String> options, Program program, List<String> arguments) {
        List<String> java = new ArrayList<>(options);
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass(), Play.COMMAND, program.label()));
        java.addAll(arguments);
        return java;
    }

    /** In the executable jar the classes lie where only its own launcher finds them. */
    private String mainClass() {
        String launcher = "org.springframework.boot.loader.launch.JarLauncher";
        try {
            return Class.forName(launcher, false, ClassLoader.getSystemClassLoader()).getName();
        } catch (ClassNotFoundException notInAnExecutableJar) {
            return main.getName();
        }
    }

    /**
     * Starts an application from a jar of its own, as it is deployed. Not waited for.
     *
     * @param moreOptions of the JVM
     * @param environment as for {@link #start}
     */
    public Application startJar(Program program, List<String> moreOptions, Path jar, Map<String, String> environment) {
        List<String> java = new ArrayList<>(jvmOptions);
        java.addAll(moreOptions);
        java.addAll(List.of("-jar", jar.toString()));
        int port = FreePort.any();
        JavaProcess process = JavaProcess.start(program.label(), java, with(port, environment), log(program.label()));
        return started.add(new Application(program, process, port));
    }

    private static Map<String, String> with(int port, Map<String, String> environment) {
        Map<String, String> withPort = new HashMap<>(environment);
        withPort.putAll(Map.of("HOLDFAST_API_PORT", String.valueOf(port), "HOLDFAST_API_MANAGEMENT_PORT", String.valueOf(port),
                "HOLDFAST_RELAY_PORT", String.valueOf(port), "HOLDFAST_WORKER_PORT", String.valueOf(port),
                "HOLDFAST_BIND_ADDRESS", "127.0.0.1", "HOLDFAST_SECURITY_OPEN", "true"));
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
        return startBroker(directory, FreePort.any());
    }

    private Broker startBroker(Path directory, int port) throws InterruptedException {
        JavaProcess process = startBroker(BrokerProcess.PROGRAM.label(), BROKER_JVM_OPTIONS, BrokerProcess.arguments(directory, port));
        process.awaitReady(() -> isOpen(port));
        return new Broker("127.0.0.1:" + port, process);
    }

    /**
     * Starts one broker of a cluster, in a heap of 256 MiB. Not waited for: it answers only once more than half of the brokers are there.
     *
     * @param directory of its data
     */
    public JavaProcess startBroker(Path directory, ClusterMember member) {
        return startBroker(BrokerProcess.PROGRAM.label() + "-" + member.number(), MEMBER_JVM_OPTIONS,
                BrokerProcess.arguments(directory, member));
    }

    private JavaProcess startBroker(String name, List<String> options, List<String> arguments) {
        return started.add(JavaProcess.start(name, command(options, BrokerProcess.PROGRAM, arguments), Map.of(), log(name)));
    }

    /** @throws ProcessFailed if the broker ends or does not answer within two minutes */
    public void awaitBroker(JavaProcess broker, int port) throws InterruptedException {
        broker.awaitReady(() -> isOpen(port));
    }

    /** Ends an application or a broker before the others. */
    public void end(AutoCloseable process) {
        started.end(process);
    }

    private static boolean isOpen(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** @return where the output of a process of that name belongs */
    public Path log(String name) {
        return logs.resolve(name + ".log");
    }
}
