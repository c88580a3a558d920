package dev.holdfast.api.idempotency;

import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.security.Caller;
import dev.holdfast.checkout.idempotency.IdempotencyKey;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.idempotency.Once.Result;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers a request, and answers it again: a repeat of its key has the same status, the same body byte for byte, and the header
 * {@code Idempotency-Replayed: true}. A request without a key is carried out each time that it is sent.
 */
@Component
public final class AnswerOnce {

    private static final Map<String, String> REPLAYED = Map.of("Idempotency-Replayed", "true");

    /** About as often the worker forgets old keys, and counts those that are left. */
    private static final Duration UNTIL_COUNTED_AGAIN = Duration.ofMinutes(1);

    private final RequestFingerprint fingerprints;
    private final WrittenAnswer answers;

    AnswerOnce(RequestFingerprint fingerprints, WrittenAnswer answers) {
        this.fingerprints = fingerprints;
        this.answers = answers;
    }

    /**
     * @param request     the body as it was understood; null where there is none
     * @param transaction carries the command out, unless its key has come before
     * @param answer      to an outcome. Where there is a key it is called inside the transaction, so that the answer is committed as well
     */
    public <C, O> ResponseEntity<?> answer(SentKey key, @Nullable Object request, C command,
            Function<Once<C, O>, Result<O>> transaction, Function<O, ResponseEntity<?>> answer) {
        return switch (transaction.apply(once(key, request, command, answer))) {
            case Result.Decided<O>(var outcome, var stored) -> stored == null ? answer.apply(outcome) : answers.read(stored, Map.of());
            case Result.Repeated<O>(var stored) -> answers.read(stored, REPLAYED);
            case Result.OtherRequest<O> _ -> Problem.of(ProblemType.IDEMPOTENCY_KEY_MISMATCH,
                    "This Idempotency-Key came before with another request. Each request needs a key of its own.").answer();
            case Result.TooManyKeys<O> _ -> Problem.of(ProblemType.TOO_MANY_IDEMPOTENCY_KEYS,
                            "Too many idempotency keys are kept for you already. Nothing was done; send fewer of them, or none.")
                    .retryAfter(UNTIL_COUNTED_AGAIN).answer();
        };
    }

    private <C, O> Once<C, O> once(SentKey key, @Nullable Object request, C command, Function<O, ResponseEntity<?>> answer) {
        String value = key.value();
        return value == null ? Once.withoutKey(command)
                : new Once<>(command, new Once.Keyed<>(new IdempotencyKey(Caller.current().id(), key.route(), value),
                        fingerprints.of(key, request), outcome -> answers.write(answer.apply(outcome), key.path())));
    }
}
