package dev.holdfast.process;

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

/** A process of this jar's own classes that is one {@link Program}. */
public final class JavaProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int SHOWN_LINES = 5;

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * @param name        for messages
     * @param java        what follows {@code java} on the command line
     * @param environment added to that of this process
     * @param log         to which its output is added
     */
    static JavaProcess start(String name, List<String> java, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(name, builder.start(), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
                throw new ProcessFailed("the %s ended while starting; %s tells why: %s".formatted(name, log, lastLines()));
            }
            if (System.nanoTime() > deadline) {
                throw new ProcessFailed("the %s was not ready within %d s; see %s".formatted(name, START_LIMIT.toSeconds(), log));
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

    String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it at once, as a crash would, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** @return whether it has not ended yet */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it ends by itself.
     *
     * @return its exit code
     * @throws ProcessFailed if it takes longer than that
     */
    public int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new ProcessFailed("the %s did not end within %d s; see %s".formatted(name, limit.toSeconds(), log));
        }
        return process.exitValue();
    }

    /** Asks it to end, waits for it, and kills it when it takes too long. */
    @Override
    public void close() {
        end(process, STOP_LIMIT);
    }

    /** Asks a process to end, waits for it, and kills it when it takes longer than that. */
    public static void end(Process process, Duration limit) {
        process.destroy();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
