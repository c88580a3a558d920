package dev.holdfast.faults.buyer;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back.
 *
 * @param status 0 when nothing came back
 * @param body   missing when it was no JSON
 */
record Answer(int status, JsonNode body, Meaning meaning) {

    private static final int CREATED_OR_OK_END = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** What the answer promises, by the published contract (docs/problems.md). */
    enum Meaning {
        /** It happened. */
        OK,
        /** It did not happen, and will not. */
        REFUSED,
        /** It happened wholly or not at all. */
        UNKNOWN
    }

    static final Answer NONE = new Answer(0, MissingNode.getInstance(), Meaning.UNKNOWN);

    static Answer of(int status, JsonNode body) {
        return new Answer(status, body, meaning(status, body));
    }

    private static Meaning meaning(int status, JsonNode body) {
        if (status >= 200 && status < CREATED_OR_OK_END) {
            return Meaning.OK;
        }
        if (status >= CLIENT_ERROR && status < SERVER_ERROR) {
            return status == TOO_MANY_REQUESTS ? Meaning.UNKNOWN : Meaning.REFUSED;
        }
        String type = body.path("type").asString("");
        JsonNode unknown = body.path("outcome_unknown");
        boolean noEffect = type.endsWith("/overloaded")
                || type.endsWith("/storage-unavailable") && unknown.isBoolean() && !unknown.asBoolean();
        return status == UNAVAILABLE && noEffect ? Meaning.REFUSED : Meaning.UNKNOWN;
    }

    boolean isOk() {
        return meaning == Meaning.OK;
    }

    /** @return whether the same may be sent again: the server was not there, or had no time */
    boolean isTransient() {
        return status == 0 || status >= SERVER_ERROR;
    }

    /** @return empty when the answer has no such field */
    OptionalLong id(String field) {
        @Nullable JsonNode value = body.get(field);
        return value == null || !value.isIntegralNumber() ? OptionalLong.empty() : OptionalLong.of(value.asLong());
    }
}
