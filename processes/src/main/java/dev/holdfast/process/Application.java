package dev.holdfast.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalDouble;

/** A process that serves HTTP on a port of its own on this machine. */
public final class Application implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Program program;
    private final JavaProcess process;
    private final int port;

    Application(Program program, JavaProcess process, int port) {
        this.program = program;
        this.process = process;
        this.port = port;
    }

    void awaitReady() throws InterruptedException {
        process.awaitReady(this::isReady);
    }

    /** @return whether it answers at this moment, and says that it is well */
    public boolean isReady() {
        return isOk("/actuator/health");
    }

    /**
     * Asks again and again, until the answer is 200.
     *
     * @param lookAgain how long to wait between two attempts
     * @throws ProcessFailed if the process ends before, or nothing comes of it within two minutes
     */
    public void awaitOk(String path, Duration lookAgain) throws InterruptedException {
        process.await(() -> isOk(path), lookAgain);
    }

    private boolean isOk(String path) {
        try {
            return get(path).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** @throws ProcessFailed if it does not answer */
    public Metrics metrics() {
        try {
            HttpResponse<String> answer = get("/actuator/prometheus");
            if (answer.statusCode() == OK) {
                return Metrics.parse(answer.body());
            }
            throw new ProcessFailed("the %s does not show its metrics: status %d".formatted(process.name(), answer.statusCode()));
        } catch (IOException failure) {
            throw new ProcessFailed("the %s does not show its metrics: %s".formatted(process.name(), failure));
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).timeout(LIMIT).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    public int port() {
        return port;
    }

    /** @return what it was started as */
    public Program program() {
        return program;
    }

    public long pid() {
        return process.pid();
    }

    /** @return whether it has not ended yet */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** @return in MiB; empty where the system does not tell */
    public OptionalDouble residentMib() {
        return Memory.residentMib(process.pid());
    }

    /** @return the most that it ever was, in MiB; empty where the system does not tell */
    public OptionalDouble peakMib() {
        return Memory.peakMib(process.pid());
    }

    /** Ends it at once, as a crash would, and waits until it is gone. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
