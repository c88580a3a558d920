package dev.holdfast.api.payment.signature;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Stripe's {@code Stripe-Signature}, verified by Stripe's library, which compares in constant time.
 *
 * <p>The library takes the body as a text and signs its UTF-8. A body that is not UTF-8 is refused before that, so a text stands for one
 * sequence of bytes only, and what is verified are the bytes that came. The time is looked at here: the library refuses what is old, and
 * takes what is signed in the future.
 */
final class StripeSignature implements SignatureScheme {

    static final String HEADER = "Stripe-Signature";

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_SECRET = 16;
    /** The library looks at the time if this is positive. */
    private static final long TIME_IS_CHECKED_HERE = 0;
    // One t, and only one: the library takes the first, and another one could carry a fresh time past the check here.
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?:[a-su-z][a-z0-9]*=[!-+\\--~]*,)*t=([0-9]{1,12})(?:,[a-su-z][a-z0-9]*=[!-+\\--~]*)*");

    private final List<String> secrets;
    private final Tolerance tolerance;

    /** @throws IllegalArgumentException if one is no secret; the message tells which, and nothing of it */
    StripeSignature(List<String> secrets, Tolerance tolerance) {
        for (int place = 0; place < secrets.size(); place++) {
            if (!secrets.get(place).startsWith(PREFIX) || secrets.get(place).length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException(("holdfast.webhook.stripe.secrets[%d] must be the signing secret of an endpoint, "
                        + "which begins with whsec_").formatted(place));
            }
        }
        this.secrets = List.copyOf(secrets);
        this.tolerance = tolerance;
    }

    @Override
    public Optional<SignatureFault> fault(HttpHeaders headers, byte[] body) {
        List<String> header = headers.getOrEmpty(HEADER);
        if (header.isEmpty()) {
            return Optional.of(new SignatureFault(Reason.MISSING, "The delivery is not signed: it has no Stripe-Signature."));
        }
        Matcher parts = WELL_FORMED.matcher(header.getFirst());
        if (header.size() > 1 || !parts.matches()) {
            return Optional.of(new SignatureFault(Reason.MALFORMED, "Send one Stripe-Signature of the form t=…,v1=…."));
        }
        Optional<SignatureFault> untimely = tolerance.fault(Long.parseLong(parts.group(1)));
        if (untimely.isPresent() || isGenuine(header.getFirst(), body)) {
            return untimely;
        }
        return Optional.of(new SignatureFault(Reason.FORGED, "No v1 signature fits the body. Let this API have the signing secret of "
                + "the endpoint that sends it, and the body as it was sent."));
    }

    private boolean isGenuine(String header, byte[] body) {
        try {
            String payload = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return secrets.stream().filter(secret -> isSignedWith(secret, header, payload)).count() > 0;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean isSignedWith(String secret, String header, String payload) {
        try {
            return Webhook.Signature.verifyHeader(payload, header, secret, TIME_IS_CHECKED_HERE);
        } catch (SignatureVerificationException refused) {
            return false;
        }
    }
}
