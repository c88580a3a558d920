package dev.holdfast.fuzz.mutation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.holdfast.contract.Operation;
import dev.holdfast.fuzz.request.Request;
import dev.holdfast.fuzz.request.Request.Header;
import java.util.List;
import java.util.random.RandomGenerator;

/** Wrong, strange and contradictory headers. */
final class Headers {

    private static final String KEY = "Idempotency-Key";
    private static final List<String> KEYS = List.of("", "\"\"", "a b", "\"a b\"", "\"open", "close\"", "\"a\"b", "a,b", "\"a\", \"b\"",
            "\"a\\\"b\"",
            "\"a\\b\"", "\\", "\"\\\"", "?1", ":YWJj:", "\"a\";p=1", "\u00e9", "\u00ff", "a\tb", "a\u0001b", "a\u0000b", "a\u007fb",
                    "'; DROP TABLE x; --",
            "x".repeat(254), "x".repeat(255), "x".repeat(256), "\"" + "x".repeat(255) + "\"", "\"" + "x".repeat(256) + "\"", "\""
                    + "\\\\".repeat(255) + "\"",
            "x".repeat(5000), "again", "\"again\"");
    private static final List<Header> ANY = List.of(new Header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            new Header("traceparent", "ff-x"), new Header("traceparent", "\u00ff".repeat(55)), new Header("traceparent", "0".repeat(3000)),
            new Header("tracestate", "a=b," + "c=d,".repeat(500)), new Header("X-HTTP-Method-Override", "DELETE"),
                    new Header("X-Forwarded-For", "\u0001"),
            new Header("X-Forwarded-Proto", "https"), new Header("X-Forwarded-Host", "x\"y"), new Header("Forwarded", "for=;;;"),
            new Header("Content-Encoding", "gzip"), new Header("Accept-Encoding", "gzip, nonsense;q=x"), new Header("Accept-Charset",
                    "utf-16"),
            new Header("Accept-Language", "x".repeat(2000)), new Header("Range", "bytes=0-1"), new Header("If-None-Match", "*"),
            new Header("If-Match", "\"x\""), new Header("If-Modified-Since", "nonsense"), new Header("If-Unmodified-Since",
                    "Thu, 01 Jan 1970 00:00:00 GMT"),
            new Header("Origin", "null"), new Header("Origin", "https://example.org"), new Header("Access-Control-Request-Method", "POST"),
            new Header("Cookie", "JSESSIONID=../../x; a=\u0001"), new Header("Authorization", "Bearer " + "x".repeat(2000)),
            new Header("Authorization", "Basic ####"), new Header("Upgrade", "h2c"), new Header("Connection", "close, x"),
                    new Header("Connection", "nonsense"),
            new Header("Host", "second.example"), new Header("Host", ""), new Header("Referer", "\u00ff"), new Header("X",
                    "y".repeat(9000)),
            new Header("", "empty"), new Header("a b", "c"), new Header("X(Y)", "z"), new Header("Content-Language", "xx"),
                    new Header("Prefer", "respond-async"));

    private Headers() {
    }

    static Request idempotencyKey(Request valid, Operation operation, RandomGenerator random) {
        Request keyed = valid.with(KEY, Mutation.pick(KEYS, random));
        return random.nextInt(6) == 0 ? keyed.plus(KEY, Mutation.pick(KEYS, random)) : keyed;
    }

    static Request any(Request valid, Operation operation, RandomGenerator random) {
        Header header = Mutation.pick(ANY, random);
        return switch (random.nextInt(20)) {
            case 0 -> valid.without("Host");
            case 1 -> valid.with("Host", Mutation.pick(List.of("", "a b", "[::1", "x:99999", "\u00e9", "a/b"), random));
            case 2 -> many(valid);
            default -> valid.plus(header.name(), header.value());
        };
    }

    private static Request many(Request valid) {
        Request more = valid;
        for (int i = 0; i < 120; i++) {
            more = more.plus("X-" + i, "y");
        }
        return more;
    }

    /** Sent alone on its connection, which ends with it; none of them lets the server wait for bytes that never come. */
    static Request framing(Request valid, Operation operation, RandomGenerator random) {
        int length = valid.body().length;
        String json = new String(valid.body(), ISO_8859_1);
        Request alone = valid.unframed().with("Connection", "close");
        return switch (random.nextInt(13)) {
            case 0 -> alone.plus("Content-Length", String.valueOf(length / 2));
            case 1 -> alone.plus("Content-Length", "0");
            case 2 -> alone.plus("Content-Length", "-1");
            case 3 -> alone.plus("Content-Length", "x");
            case 4 -> alone.plus("Content-Length", "99999999999999999999");
            case 5 -> alone.plus("Content-Length", String.valueOf(length)).plus("Content-Length", String.valueOf(length + 1));
            case 6 -> alone.plus("Transfer-Encoding", "chunked").plus("Content-Length", String.valueOf(length)).body(chunked(json));
            case 7 -> alone.plus("Transfer-Encoding", "chunked").body(chunked(json));
            case 8 -> alone.plus("Transfer-Encoding", "chunked").body("zz\r\n{}\r\n0\r\n\r\n".getBytes(ISO_8859_1));
            case 9 -> alone.plus("Transfer-Encoding", Mutation.pick(List.of("nonsense", "gzip, chunked", "chunked, chunked", "identity"),
                    random));
            case 10 -> alone.plus("Content-Length", String.valueOf(length)).plus("Expect", Mutation.pick(List.of("nonsense",
                    "100-continue"), random));
            case 11 -> alone.plus("Content-Length", String.valueOf(length)).version(Mutation.pick(List.of("HTTP/1.0", "HTTP/3.0", "HTTP/9",
                    "HTTQ/1.1", ""), random));
            default -> alone;
        };
    }

    private static byte[] chunked(String json) {
        String chunk = json.isEmpty() ? "" : "%x\r\n%s\r\n".formatted(json.length(), json);
        return (chunk + "0\r\n\r\n").getBytes(ISO_8859_1);
    }
}
