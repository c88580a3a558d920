package dev.holdfast.fuzz.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request as it goes over the wire, right or wrong.
 *
 * @param operation of the document that it was made from
 * @param target    path and query
 * @param version   such as {@code HTTP/1.1}
 * @param headers   all of them, but for the {@code Content-Length} if {@code isFramed}
 * @param isFramed  whether the body's true length is announced
 */
public record Request(String operation, String method, String target, String version, List<Header> headers, byte[] body, boolean isFramed) {

    /** A header field; the same name may come twice. */
    public record Header(String name, String value) {
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public Request method(String other) {
        return new Request(operation, other, target, version, headers, body, isFramed);
    }

    public Request target(String other) {
        return new Request(operation, method, other, version, headers, body, isFramed);
    }

    public Request version(String other) {
        return new Request(operation, method, target, other, headers, body, isFramed);
    }

    public Request body(byte[] other) {
        return new Request(operation, method, target, version, headers, other, isFramed);
    }

    /** The length is then said by a header of the request's own, or not at all. */
    public Request unframed() {
        return new Request(operation, method, target, version, headers, body, false);
    }

    public Request without(String name) {
        List<Header> rest = headers.stream().filter(header -> !header.name().equalsIgnoreCase(name)).toList();
        return new Request(operation, method, target, version, rest, body, isFramed);
    }

    /** Adds a header, also if there is one of that name. */
    public Request plus(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Request(operation, method, target, version, more, body, isFramed);
    }

    public Request with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** @return what is sent; names and values are taken as bytes of Latin 1 */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%s %s %s\r\n".formatted(method, target, version).getBytes(ISO_8859_1));
        headers.forEach(header -> out.writeBytes((header.name() + ": " + header.value() + "\r\n").getBytes(ISO_8859_1)));
        if (isFramed && (body.length > 0 || !method.equals("GET"))) {
            out.writeBytes("Content-Length: %d\r\n".formatted(body.length).getBytes(ISO_8859_1));
        }
        out.writeBytes("\r\n".getBytes(ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** @return a line for bash that sends it again, as nearly as curl can */
    public String curl(String base) {
        String fields = headers.stream().filter(header -> !header.name().equals("Host"))
                .map(header -> " -H " + quoted((header.name() + ": " + header.value()).getBytes(ISO_8859_1))).collect(Collectors.joining());
        String data = body.length == 0 ? "" : " --data-binary " + quoted(body);
        return "curl -si --path-as-is -X " + quoted(method.getBytes(ISO_8859_1)) + fields + data + " "
                + quoted((base + target).getBytes(ISO_8859_1));
    }

    private static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("$'");
        for (byte each : bytes) {
            char c = (char) (each & 0xFF);
            if (c == '\'' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append("\\x%02x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('\'').toString();
    }
}
