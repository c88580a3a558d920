package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.testbed.Refused;
import dev.holdfast.process.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process of the jar with the peers. It tells on its standard output, a JSON object a line, what it has done. */
final class PeerProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final String END = """
            {"report":"ended"}""";

    private final Process process;
    private final BlockingQueue<JsonNode> reports = new LinkedBlockingQueue<>();

    private PeerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("read-peer").start(this::readReports);
    }

    /**
     * @param environment added to that of this process
     * @param log         to which its error output is added
     */
    static PeerProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new PeerProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readReports() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().filter(line -> line.startsWith("{")).forEach(line -> reports.add(JSON.readTree(line)));
        } catch (IOException | UncheckedIOException gone) {
            // As good as its end.
        }
        reports.add(JSON.readTree(END));
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits for a report, past all others.
     *
     * @throws Refused if the process ends before, or does not make it in time
     */
    JsonNode await(String report, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode next = reports.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            String told = next == null ? "nothing" : next.path("report").asString();
            if (next != null && told.equals(report)) {
                return next;
            }
            if (next == null || told.equals("ended")) {
                throw new Refused("a peer was to report '%s' within %d s, but: %s; see its log".formatted(report, limit.toSeconds(), told));
            }
        }
    }

    /** @return a report that it has made already */
    Optional<JsonNode> made(String report) {
        return reports.stream().filter(made -> made.path("report").asString().equals(report)).findFirst();
    }

    @Override
    public void close() {
        JavaProcess.end(process, STOP_LIMIT);
    }
}
