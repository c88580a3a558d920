package dev.holdfast.api.idempotency;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.holdfast.checkout.idempotency.Fingerprint;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one rule for all routes of what makes two requests the same: their path, and what was understood of their bodies. How the JSON
 * was written does not count, because a client that sends a request again may well write it anew, with its fields in another order. Nor
 * do fields that the API passes over, or a field that is null where it may as well be absent.
 */
@Component
final class RequestFingerprint {

    private final JsonMapper json;

    RequestFingerprint(JsonMapper json) {
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)).build();
    }

    /** @param request the body as it was understood; null where there is none */
    Fingerprint of(SentKey key, @Nullable Object request) {
        String body = request == null ? "" : json.writeValueAsString(request);
        return Fingerprint.of("%s\n%s\n%s".formatted(key.route(), key.path(), body));
    }
}
