package dev.holdfast.api.security;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** An instance that wants to know who calls, on a database of its own, and the administrator's key with which others are made. */
public final class GuardedApi implements AutoCloseable {

    public static final String BOOTSTRAP = "holdfast_" + "0123456789abcdef".repeat(4);

    private final TestDatabase database = TestDatabase.create();
    private final RunningApi api;

    /** @param settings such as {@code --holdfast.security.key-refresh=100ms} */
    public GuardedApi(String... settings) {
        this.api = start(settings);
    }

    /** @return a further instance on the same database */
    public RunningApi start(String... settings) {
        return RunningApi.guarded(database, Stream.concat(Stream.of("--holdfast.security.bootstrap-key-hash=" + sha256(BOOTSTRAP)),
                Stream.of(settings)).toArray(String[]::new));
    }

    public RunningApi api() {
        return api;
    }

    /** @return the answer that has the key */
    public Answer makeKey(String name, String role) {
        return api.post("/admin/api-keys", """
                {"name": "%s", "role": "%s"}""".formatted(name, role), bearer(BOOTSTRAP)).isJson(201);
    }

    /** @return the key's text */
    public String key(String name, String role) {
        return makeKey(name, role).json().required("key").stringValue();
    }

    public Answer revoke(long id) {
        return api.delete("/admin/api-keys/" + id, bearer(BOOTSTRAP));
    }

    public static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        api.close();
        database.close();
    }
}
