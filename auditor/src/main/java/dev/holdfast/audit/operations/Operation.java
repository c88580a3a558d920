package dev.holdfast.audit.operations;

import dev.holdfast.audit.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, and what it was answered.
 *
 * @param client  the log's file name
 * @param id      unique in that file
 * @param key     the Idempotency-Key of the request, or of a payment its idempotency key; null for none
 * @param status  of the HTTP answer, 0 if there was none
 * @param answer  its body, without fields if there was none
 */
public record Operation(String client, long id, OperationKind kind, @Nullable String key, Fields request, Ending ending, int status,
        Fields answer) {

    /** @return for messages */
    public String name() {
        return "operation %d of %s (%s)".formatted(id, client, kind.label());
    }
}
