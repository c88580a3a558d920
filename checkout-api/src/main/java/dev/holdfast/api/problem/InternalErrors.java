package dev.holdfast.api.problem;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is Holdfast's own fault. Each has an id in the log and in the answer, so that the one can be found by the other. */
final class InternalErrors {

    private static final Logger log = LoggerFactory.getLogger(InternalErrors.class);

    static final String DETAIL = "The error is on record as %s. Say so when you report it.";

    private InternalErrors() {
    }

    /**
     * Writes it into the log.
     *
     * @param failure null where Tomcat knows no more than that there was one
     * @param where   such as the address
     */
    static UUID record(@Nullable Throwable failure, String where) {
        UUID id = UUID.randomUUID();
        log.error("Internal error {} at {}", id, where, failure);
        return id;
    }

    static Problem problem(@Nullable Throwable failure, String where) {
        UUID id = record(failure, where);
        return Problem.of(ProblemType.INTERNAL_ERROR, DETAIL.formatted(id)).with("error_id", id);
    }
}
