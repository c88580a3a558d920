package dev.holdfast.fuzz.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.holdfast.contract.Operation;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What says who sends a request: a key, or the signature of a delivery. It is put on when all else is done to a request, because a
 * signature is of the bytes that are sent.
 *
 * @param keys         by role; none for an API that wants none, which then wants no signatures either
 * @param secret       of Standard Webhooks, as bytes
 * @param stripeSecret as Stripe shows it
 */
public record Credentials(Map<String, String> keys, byte[] secret, String stripeSecret) {

    public static final Credentials NONE = new Credentials(Map.of(), new byte[0], "");

    private static final String STRIPE = "/stripe";

    /** @return the request with what it needs, so that it is served */
    public Request allow(Request request, Operation operation) {
        if (keys.isEmpty()) {
            return request;
        }
        if (isDelivery(operation)) {
            return operation.path().endsWith(STRIPE) ? signedAsStripe(request) : signed(request);
        }
        return keyOf(operation).map(key -> request.with("Authorization", "Bearer " + key)).orElse(request);
    }

    /** @return a key of a role that may call it; empty if no key is needed */
    Optional<String> keyOf(Operation operation) {
        return operation.roles().stream().filter(keys::containsKey).map(keys::get).findFirst();
    }

    /** @return the keys of those who may not call it, in a fixed order */
    public List<String> others(Operation operation) {
        return new TreeSet<>(keys.keySet()).stream().filter(role -> !operation.roles().contains(role)).map(keys::get).toList();
    }

    /** @return whether a signature, and no key, says that the sender is the payment provider */
    public static boolean isDelivery(Operation operation) {
        return operation.path().contains("/webhook");
    }

    private Request signed(Request request) {
        String id = "msg_1";
        long now = Instant.now().getEpochSecond();
        byte[] signature = mac(secret, "%s.%d.".formatted(id, now), request.body());
        return request.with("webhook-id", id).with("webhook-timestamp", String.valueOf(now))
                .with("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    }

    private Request signedAsStripe(Request request) {
        long now = Instant.now().getEpochSecond();
        byte[] signature = mac(stripeSecret.getBytes(ISO_8859_1), now + ".", request.body());
        return request.with("Stripe-Signature", "t=%d,v1=%s".formatted(now, HexFormat.of().formatHex(signature)));
    }

    private static byte[] mac(byte[] secret, String before, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(before.getBytes(ISO_8859_1));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    }
}
