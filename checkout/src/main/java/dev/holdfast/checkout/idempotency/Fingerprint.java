package dev.holdfast.checkout.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies what was asked for under a key, without keeping it.
 *
 * @param sha256 64 hexadecimal digits
 */
public record Fingerprint(String sha256) {

    /** @param said all that makes a request another one, and nothing that does not */
    public static Fingerprint of(String said) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return stored(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** @param bytes as read from a {@code BINARY(32)} column */
    public static Fingerprint stored(byte[] bytes) {
        return new Fingerprint(HexFormat.of().formatHex(bytes));
    }

    /** @return as a {@code BINARY(32)} parameter */
    public byte[] bytes() {
        return HexFormat.of().parseHex(sha256);
    }
}
