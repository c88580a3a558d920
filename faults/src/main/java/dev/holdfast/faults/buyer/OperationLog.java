package dev.holdfast.faults.buyer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one client sent and what was answered, in the form that docs/auditing.md describes. A request is on record before it is sent, so
 * that nothing can happen of which the auditor does not know.
 */
final class OperationLog implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final BufferedWriter lines;
    private long last;

    OperationLog(Path file) {
        try {
            lines = Files.newBufferedWriter(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the operation's number */
    synchronized long invoke(Request request) {
        long operation = ++last;
        Map<String, Object> line = line(operation, "invoke");
        line.put("kind", request.kind());
        line.put("request", request.fields());
        write(line);
        return operation;
    }

    synchronized void complete(long operation, Answer answer) {
        Map<String, Object> line = line(operation, answer.meaning().name().toLowerCase(Locale.ROOT));
        line.put("status", answer.status());
        if (!answer.body().isMissingNode()) {
            line.put("body", answer.body());
        }
        write(line);
    }

    private static Map<String, Object> line(long operation, String phase) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("op", operation);
        line.put("phase", phase);
        line.put("at", System.nanoTime());
        return line;
    }

    private void write(Map<String, Object> line) {
        try {
            lines.write(JSON.writeValueAsString(line));
            lines.newLine();
            lines.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
