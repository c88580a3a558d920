package dev.holdfast.fuzz.mutation;

import dev.holdfast.contract.Operation;
import dev.holdfast.fuzz.request.Request;
import java.util.List;
import java.util.random.RandomGenerator;

/** Wrong methods, addresses and media types. */
final class Lines {

    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND",
            "BREW",
            "get", "Post", "G", "X".repeat(100), "GET/", "G@T", "PO\u00e9T");
    private static final List<String> MEDIA_TYPES = List.of("", "text/plain", "application/xml", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x", "multipart/form-data", "application/problem+json", "application/*", "*/*",
                    "application/json5", "json",
            "application/json; charset", "application/json; charset=nonsense", "application/json;charset=\"utf-8\"",
                    "application/json, text/plain",
            "APPLICATION/JSON", "application/json;;", "application/yaml", "application/json;v=1", "\u00ff/\u00ff", "a/b/c", ";",
                    "application/merge-patch+json");
    private static final List<String> ACCEPTS = List.of("", "text/html", "application/xml", "*/*", "application/json;q=0",
            "application/*;q=0.1",
            "application/problem+json", "text/html, application/json;q=0.5", "application/json;q=2", "application/json;q=x", "json", ";;;",
                    "a/b/c",
            "application/yaml", "image/png;q=0.9, */*;q=0.1", "application/json;version=2", "text/event-stream", "\u00ff", ",".repeat(200),
            "application/cbor");
    private static final List<String> IDS = List.of("0", "-1", "1", "1.0", "1e3", "0x1", "01", "+1", "%31", "1%20", "%201",
            "9007199254740991",
            "9007199254740992", "9223372036854775808", "18446744073709551616", "999999", "abc", "null", "NaN", "%00", "1%00", "1;a=b", ";",
                    "%3b", "1%2f2",
            "%2e%2e", "..%2f", "%252e", "*", "1%0d%0aX:%20y", "%ff", "%c0%af", "%zz", "%", "\u00e9", "%D9%A1", "'", "\"", "<x>", "{id}",
                    "[1]", "1|2", "\\",
            "3F0B7A52-5B0E-4C8E-9A35-2D1F0A6C9B11", "3f0b7a52-5b0e-4c8e-9a35-2d1f0a6c9b1", "00000000-0000-0000-0000-000000000000",
                    "1-1-1-1-1",
            "x".repeat(5000), "1".repeat(5000));
    private static final List<String> ENDS = List.of("/", "//", "/x", ".json", "?", "%2f", "/1", "/cancel", "/..", "/.", ";x=1", "%3f",
            "#x", "~");
    private static final List<String> QUERIES = List.of("limit=0", "limit=201", "limit=-1", "limit=", "limit", "limit=abc", "limit=1.0",
            "limit=1&limit=2",
            "limit=99999999999", "limit=%00", "limit=1%20", "after=-1", "after=9223372036854775807", "after=9223372036854775808",
                    "after=1e3", "after=0x1",
            "after=1&after=x", "after=9007199254740991&limit=200", "&&&", "=", "%zz", "%", "a=%ff", "a[b]=c", "limit[]=1", "LIMIT=0", "x="
                    + "y".repeat(5000),
            "p=1&".repeat(60), "a=1;b=2", "_method=DELETE", "format=xml", "callback=x", "class.module=1", "\u00e9=1", "limit=\u0661");

    private Lines() {
    }

    static Request method(Request valid, Operation operation, RandomGenerator random) {
        return valid.method(Mutation.pick(METHODS, random));
    }

    static Request mediaType(Request valid, Operation operation, RandomGenerator random) {
        if (random.nextInt(8) == 0) {
            return valid.without("Content-Type");
        }
        String type = Mutation.pick(MEDIA_TYPES, random);
        return random.nextInt(8) == 0 ? valid.plus("Content-Type", type) : valid.with("Content-Type", type);
    }

    static Request accept(Request valid, Operation operation, RandomGenerator random) {
        Request other = valid.with("Accept", Mutation.pick(ACCEPTS, random));
        return random.nextInt(8) == 0 ? other.plus("Accept", Mutation.pick(ACCEPTS, random)) : other;
    }

    static Request path(Request valid, Operation operation, RandomGenerator random) {
        int variable = operation.path().indexOf('{');
        if (variable < 0 || random.nextInt(6) == 0) {
            return valid.target(valid.path() + Mutation.pick(ENDS, random));
        }
        return valid.target(operation.path().replaceFirst("\\{[^}]+}", Mutation.pick(IDS, random).replaceAll("[\\\\$]", "\\\\$0")));
    }

    static Request query(Request valid, Operation operation, RandomGenerator random) {
        return valid.target(valid.path() + "?" + Mutation.pick(QUERIES, random) + (random.nextBoolean() ? "" : "&" + Mutation.pick(QUERIES,
                random)));
    }
}
