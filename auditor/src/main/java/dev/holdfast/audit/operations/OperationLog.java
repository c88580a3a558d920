package dev.holdfast.audit.operations;

import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.json.JsonObjects;
import dev.holdfast.audit.json.Unreadable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of one client: a line before each request, and one after its answer. An operation that has only the first is of unknown
 * outcome. So is one whose answer was cut off because the client died while it wrote; a request that was cut off was never sent.
 */
final class OperationLog {

    private static final int BUFFER = 1 << 20;

    private final String client;
    private final Consumer<Operation> operations;
    private final Map<Long, Invocation> pending = new HashMap<>();
    private byte[] line = new byte[1024];

    private record Invocation(OperationKind kind, @Nullable String key, Fields request) {
    }

    OperationLog(String client, Consumer<Operation> operations) {
        this.client = client;
        this.operations = operations;
    }

    void read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            read(in);
        }
    }

    void read(InputStream in) throws IOException {
        int number = 0;
        int length = 0;
        byte[] chunk = new byte[BUFFER];
        for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
            int begin = 0;
            for (int at = 0; at < got; at++) {
                if (chunk[at] == '\n') {
                    append(chunk, begin, at, length);
                    line(++number, length + at - begin);
                    length = 0;
                    begin = at + 1;
                }
            }
            append(chunk, begin, got, length);
            length += got - begin;
        }
        // What follows the last line break was cut off.
        pending.forEach((id, invocation) -> end(id, invocation, Ending.UNKNOWN, 0, Fields.none()));
    }

    private void append(byte[] chunk, int begin, int end, int length) {
        int needed = length + end - begin;
        if (needed > line.length) {
            line = Arrays.copyOf(line, Math.max(needed, line.length * 2));
        }
        System.arraycopy(chunk, begin, line, length, end - begin);
    }

    private void line(int number, int length) {
        if (length == 0) {
            return;
        }
        try {
            entry(JsonObjects.read(line, 0, length));
        } catch (Unreadable unreadable) {
            throw new Unreadable("%s, line %d: %s".formatted(client, number, unreadable.getMessage()));
        }
    }

    private void entry(Fields entry) {
        long id = entry.number("op");
        String phase = entry.text("phase");
        switch (phase) {
            case "invoke" -> {
                Invocation before = pending.put(id, new Invocation(OperationKind.of(entry.text("kind")), entry.textOrNull("key"),
                        entry.inner("request")));
                if (before != null) {
                    throw new Unreadable("operation %d was invoked before and has not ended".formatted(id));
                }
            }
            case "ok" -> end(id, entry, Ending.OK);
            case "refused" -> end(id, entry, Ending.REFUSED);
            case "unknown" -> end(id, entry, Ending.UNKNOWN);
            default -> throw new Unreadable("phase '%s' is none of invoke, ok, refused, unknown".formatted(phase));
        }
    }

    private void end(long id, Fields entry, Ending ending) {
        Invocation invocation = pending.remove(id);
        if (invocation == null) {
            throw new Unreadable("operation %d ends, but has not been invoked".formatted(id));
        }
        // What a client of unknown outcome has seen, half a body or the page of a proxy, is no matter of the contract.
        end(id, invocation, ending, entry.has("status") ? entry.smallNumber("status") : 0,
                ending == Ending.UNKNOWN ? Fields.none() : entry.inner("body"));
    }

    private void end(long id, Invocation invocation, Ending ending, int status, Fields body) {
        String key = invocation.key();
        if (key == null && invocation.kind() == OperationKind.PAY) {
            key = invocation.request().text("idempotency_key");
        }
        operations.accept(new Operation(client, id, invocation.kind(), key, invocation.request(), ending, status, body));
    }
}
