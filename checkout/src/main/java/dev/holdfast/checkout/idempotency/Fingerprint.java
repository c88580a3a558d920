package dev.holdfast.checkout.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies what a payment said, without keeping it.
 *
 * @param sha256 64 hexadecimal digits
 */
public record Fingerprint(String sha256) {

    /** Two deliveries are the same exactly if they name the same order and the same status, however their JSON is written. */
    public static Fingerprint of(long orderId, PaymentStatus status) {
        try {
            byte[] said = (orderId + " " + status.label()).getBytes(StandardCharsets.US_ASCII);
            return new Fingerprint(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(sha256);
    }

    static Fingerprint of(byte[] bytes) {
        return new Fingerprint(HexFormat.of().formatHex(bytes));
    }
}
