package dev.holdfast.api.admin.search;

import dev.holdfast.api.problem.InvalidRequest;
import dev.holdfast.checkout.search.PaymentPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the position of a payment so that it can stand in a query: microseconds since 1970, a point, the key in base64url. */
public final class PaymentCursor {

    // What a DATETIME(6) can be compared with.
    private static final Instant LAST = Instant.parse("9998-12-31T00:00:00Z");

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([A-Za-z0-9_-]{1,340})");

    private PaymentCursor() {
    }

    public static String write(PaymentPosition position) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, position.receivedAt()) + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(position.idempotencyKey().getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws InvalidRequest if nothing like it was ever written here */
    public static @Nullable PaymentPosition read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        Matcher parts = FORM.matcher(cursor);
        if (!parts.matches()) {
            throw invalid();
        }
        try {
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
            String key = new String(Base64.getUrlDecoder().decode(parts.group(2)), StandardCharsets.US_ASCII);
            if (at.isAfter(LAST)) {
                throw invalid();
            }
            return new PaymentPosition(at, key);
        } catch (IllegalArgumentException noBase64) {
            throw invalid();
        }
    }

    private static InvalidRequest invalid() {
        return new InvalidRequest("after", "must be the next of the page before");
    }
}
