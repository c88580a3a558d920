package dev.holdfast.fuzz.mutation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contract.Operation;
import dev.holdfast.fuzz.request.Request;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Bodies that are no JSON, or too much of it, or not in UTF-8. */
final class Bodies {

    private static final List<String> CHARSETS = List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "UTF-32", "ISO-8859-1",
            "IBM037");
    // Each is invalid UTF-8: overlong, cut off, a lone continuation, a surrogate, beyond the last character, never a byte of UTF-8.
    private static final List<String> INVALID_UTF_8 = List.of("\u00c0\u00af", "\u00e0\u0080\u00af", "\u00c3", "\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080", "\u00ff", "\u00fe", "\u00c0\u0080");
    private static final List<String> INSTEAD = List.of("", " ", "null", "true", "0", "\"\"", "[]", "[{}]", "{}", "{", "}", "[", "{\"",
            "{,}", "{\"a\"}",
            "{\"a\":}", "{\"a\":1,}", "{'a':1}", "{a:1}", "nul", "\u0000", "//x\n{}", "/*x*/{}", "<a/>", "a=1&b=2", "---\na: 1",
                    "\u0082\u0001\u0002");
    private static final List<String> BEHIND = List.of("{}", "x", ",", "]", "}", "null", "\u0000", "//x", "\n\n1");
    private static final int LONGEST = 16 * 1024;
    private static final int MOST_LEVELS = 4000;

    private Bodies() {
    }

    static Request encoding(Request valid, Operation operation, RandomGenerator random) {
        String json = new String(valid.body(), UTF_8);
        return switch (random.nextInt(5)) {
            case 0 -> valid.body(("\ufeff" + json).getBytes(UTF_8));
            case 1 -> valid.body(json.getBytes(Charset.forName(Mutation.pick(CHARSETS, random))));
            case 2 -> valid.body(("\ufeff" + json).getBytes(Charset.forName(Mutation.pick(CHARSETS, random))));
            case 3 -> {
                String charset = Mutation.pick(CHARSETS, random);
                yield valid.body(json.getBytes(Charset.forName(charset))).with("Content-Type", "application/json; charset=" + charset);
            }
            default -> invalid(valid, random);
        };
    }

    private static Request invalid(Request valid, RandomGenerator random) {
        String bytes = new String(valid.body(), ISO_8859_1);
        String in = Mutation.pick(INVALID_UTF_8, random);
        int quote = bytes.lastIndexOf('"');
        int at = random.nextBoolean() ? quote : random.nextInt(bytes.length() + 1);
        return valid.body((bytes.substring(0, at) + in + bytes.substring(at)).getBytes(ISO_8859_1));
    }

    static Request malformed(Request valid, Operation operation, RandomGenerator random) {
        byte[] body = valid.body().clone();
        return switch (random.nextInt(4)) {
            case 0 -> valid.body(Arrays.copyOf(body, random.nextInt(body.length)));
            case 1 -> valid.body((new String(body, ISO_8859_1) + Mutation.pick(BEHIND, random)).getBytes(ISO_8859_1));
            case 2 -> {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                yield valid.body(body);
            }
            default -> valid.body(Mutation.pick(INSTEAD, random).getBytes(ISO_8859_1));
        };
    }

    static Request excessive(Request valid, Operation operation, RandomGenerator random) {
        String json = new String(valid.body(), UTF_8);
        String rest = json.substring(1);
        int levels = Mutation.pick(List.of(30, 31, 32, 33, 100, MOST_LEVELS), random);
        String more = switch (random.nextInt(7)) {
            case 0 -> "[".repeat(levels) + "]".repeat(levels);
            case 1 -> "{\"a\":".repeat(levels / 2) + "1" + "}".repeat(levels / 2);
            case 2 -> "9".repeat(Mutation.pick(List.of(39, 40, 41, 1000, 15_000), random));
            case 3 -> "0." + "1".repeat(Mutation.pick(List.of(38, 41, 15_000), random));
            case 4 -> "\"" + "x".repeat(Mutation.pick(List.of(10_000, LONGEST, 3 * LONGEST), random)) + "\"";
            case 5 -> "[" + "1,".repeat(Mutation.pick(List.of(1000, LONGEST), random)) + "1]";
            default -> "1e" + "9".repeat(Mutation.pick(List.of(3, 9, 10, 38, 41), random));
        };
        String name = random.nextInt(8) == 0 ? "n".repeat(Mutation.pick(List.of(1000, 12_000, 60_000), random)) : "more";
        return valid.body(("{\"" + name + "\":" + more + "," + rest).getBytes(UTF_8));
    }
}
