package dev.holdfast.api.payment.signature;

import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Signatures as in the <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a> specification, symmetric ({@code v1}): HMAC-SHA256 over {@code id.timestamp.body}.
 *
 * <p>Own code, although there is a library: {@code com.standardwebhooks} 1.2.0 takes the body as a text, so that bytes which are no UTF-8
 * could stand for others; its five minutes cannot be changed, and its clock not be set; and of several {@code webhook-signature} headers it
 * reads the first. What would be left to use is one HMAC. The tests hold this class against the library.
 */
final class StandardWebhooks implements SignatureScheme {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";
    /** The specification's lower bound for secrets. */
    private static final int SHORTEST_SECRET_BYTES = 24;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private final List<SecretKeySpec> secrets;
    private final Tolerance tolerance;

    /** @throws IllegalArgumentException if one is no secret; the message tells which, and nothing of it */
    StandardWebhooks(List<String> secrets, Tolerance tolerance) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String secret : secrets) {
            keys.add(key(secret, keys.size()));
        }
        this.secrets = List.copyOf(keys);
        this.tolerance = tolerance;
    }

    private static SecretKeySpec key(String secret, int place) {
        byte[] key = new byte[0];
        try {
            key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException notBase64) {
            // The exception would tell a part of the secret.
        }
        if (key.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException("holdfast.webhook.secrets[%d] must be whsec_ and the base64 of %d bytes or more"
                    .formatted(place, SHORTEST_SECRET_BYTES));
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public Optional<SignatureFault> fault(HttpHeaders headers, byte[] body) {
        String id = headers.getFirst(ID);
        String timestamp = headers.getFirst(TIMESTAMP);
        List<String> signatures = headers.getOrEmpty(SIGNATURE);
        if (id == null || timestamp == null || signatures.isEmpty()) {
            return Optional.of(new SignatureFault(Reason.MISSING,
                    "The delivery is not signed. Send the headers webhook-id, webhook-timestamp and webhook-signature."));
        }
        if (isRepeated(headers, ID) || isRepeated(headers, TIMESTAMP)
                || !VISIBLE_ASCII.matcher(id).matches() || !SECONDS.matcher(timestamp).matches()) {
            return Optional.of(new SignatureFault(Reason.MALFORMED, "Send one webhook-id of 1 to 255 visible ASCII characters, and one "
                    + "webhook-timestamp in whole seconds since 1970."));
        }
        Optional<SignatureFault> untimely = tolerance.fault(Long.parseLong(timestamp));
        if (untimely.isPresent() || isGenuine(id + "." + timestamp + ".", body, signatures)) {
            return untimely;
        }
        return Optional.of(new SignatureFault(Reason.FORGED,
                "No v1 signature fits the body. Sign the bytes that are sent, with a secret that this endpoint knows."));
    }

    private static boolean isRepeated(HttpHeaders headers, String name) {
        return headers.getOrEmpty(name).size() > 1;
    }

    /** Looks at every secret and every signature, so that the time that it takes tells nothing of which one fits. */
    private boolean isGenuine(String before, byte[] body, List<String> headers) {
        // Others may stand beside those of version 1.
        List<byte[]> given = headers.stream().flatMap(BLANKS::splitAsStream).filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8)).toList();
        boolean genuine = false;
        for (SecretKeySpec secret : secrets) {
            byte[] expected = Base64.getEncoder().encode(sign(secret, before, body));
            for (byte[] signature : given) {
                genuine |= MessageDigest.isEqual(expected, signature);
            }
        }
        return genuine;
    }

    private static byte[] sign(SecretKeySpec secret, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(before.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    }

    /** @return the header if it can be put on record, else null */
    static @Nullable String idOf(@Nullable String header) {
        return header != null && VISIBLE_ASCII.matcher(header).matches() ? header : null;
    }
}
