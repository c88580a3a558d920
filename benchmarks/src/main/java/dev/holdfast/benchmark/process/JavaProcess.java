package dev.holdfast.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process of this program's own classes in one {@link Role}. */
public final class JavaProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int SHOWN_LINES = 5;

    private final Role role;
    private final Process process;
    private final Path log;

    private JavaProcess(Role role, Process process, Path log) {
        this.role = role;
        this.process = process;
        this.log = log;
    }

    /**
     * @param environment added to that of this process
     * @param log         to which its output is added
     */
    static JavaProcess start(Role role, List<String> jvmOptions, Map<String, String> environment, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass(), Play.COMMAND, role.name()));
        command.addAll(arguments);
        return start(role, command, environment, log);
    }

    /**
     * @param java        what follows {@code java} on the command line
     * @param environment added to that of this process
     * @param log         to which its output is added
     */
    static JavaProcess start(Role role, List<String> java, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(role, builder.start(), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In the executable jar the classes lie where only its own launcher finds them. */
    private static String mainClass() {
        String launcher = "org.springframework.boot.loader.launch.JarLauncher";
        try {
            return Class.forName(launcher, false, ClassLoader.getSystemClassLoader()).getName();
        } catch (ClassNotFoundException notInAnExecutableJar) {
            return "dev.holdfast.benchmark.Benchmarks";
        }
    }

    /** @throws ProcessFailed if it ends or is not ready within two minutes */
    void awaitReady(BooleanSupplier ready) throws InterruptedException {
        await(ready, LOOK_AGAIN);
    }

    /** @throws ProcessFailed if it ends before, or nothing comes of it within two minutes */
    void await(BooleanSupplier ready, Duration lookAgain) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (process.waitFor(lookAgain.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProcessFailed("the %s ended while starting; %s tells why: %s".formatted(role.label(), log, lastLines()));
            }
            if (System.nanoTime() > deadline) {
                throw new ProcessFailed("the %s was not ready within %d s; see %s".formatted(role.label(), START_LIMIT.toSeconds(), log));
            }
        }
    }

    private String lastLines() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join(" | ", all.subList(Math.max(0, all.size() - SHOWN_LINES), all.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    public Role role() {
        return role;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Asks it to end, waits for it, and kills it when it takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
