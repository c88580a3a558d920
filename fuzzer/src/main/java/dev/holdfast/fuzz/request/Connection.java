package dev.holdfast.fuzz.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contract.Received;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 by hand, because any client worth its name refuses to send what is to be sent here. For one thread. */
public final class Connection implements AutoCloseable {

    private static final int WAIT_MILLIS = 20_000;
    private static final int LONGEST_LINE = 64 * 1024;

    private final InetSocketAddress server;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public Connection(String host, int port) {
        this.server = new InetSocketAddress(host, port);
    }

    /**
     * Sends a request and reads the answer. A kept connection that the server has ended meanwhile is opened anew.
     *
     * @throws IOException if no whole answer comes within 20 s
     */
    public Received send(Request request) throws IOException {
        // What comes behind a body of the wrong length must not be taken for the next request.
        if (!request.isFramed() || socket == null) {
            open();
        }
        try {
            return sendOnce(request);
        } catch (IOException ended) {
            open();
            return sendOnce(request);
        } finally {
            if (!request.isFramed()) {
                close();
            }
        }
    }

    private Received sendOnce(Request request) throws IOException {
        Socket open = socket;
        InputStream answer = in;
        if (open == null || answer == null) {
            throw new IOException("not connected");
        }
        try {
            open.getOutputStream().write(request.bytes());
        } catch (IOException refused) {
            // The server may have answered and closed before it had read all.
            if (answer.available() == 0) {
                throw refused;
            }
        }
        return read(answer, request.method());
    }

    private Received read(InputStream answer, String method) throws IOException {
        String statusLine = line(answer);
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            int colon = line.indexOf(':');
            fields.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
        }
        if (status < 200) {
            return read(answer, method);
        }
        HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
        byte[] body = method.equals("HEAD") || status == 204 || status == 304 ? new byte[0] : body(answer, headers);
        if (headers.firstValue("Connection").orElse("").equalsIgnoreCase("close")) {
            close();
        }
        return new Received(status, headers, new String(body, UTF_8));
    }

    private static byte[] body(InputStream answer, HttpHeaders headers) throws IOException {
        if (headers.firstValue("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(answer);
        }
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        return length < 0 ? answer.readAllBytes() : exactly(answer, Math.toIntExact(length));
    }

    private static byte[] chunks(InputStream answer) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(answer), 16); size > 0; size = Integer.parseInt(line(answer), 16)) {
            whole.writeBytes(exactly(answer, size));
            line(answer);
        }
        line(answer);
        return whole.toByteArray();
    }

    private static byte[] exactly(InputStream answer, int length) throws IOException {
        byte[] bytes = answer.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends in its middle");
        }
        return bytes;
    }

    private static String line(InputStream answer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answer.read(); next != '\n'; next = answer.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("there is no answer");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    private void open() throws IOException {
        close();
        Socket fresh = new Socket();
        fresh.setSoTimeout(WAIT_MILLIS);
        fresh.setTcpNoDelay(true);
        fresh.connect(server, WAIT_MILLIS);
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream());
    }

    @Override
    public void close() {
        Socket old = socket;
        socket = null;
        in = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException gone) {
                // It is closed either way.
            }
        }
    }
}
