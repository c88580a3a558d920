package dev.holdfast.checkout.idempotency;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that is carried out once, however often it is sent; if it has a key, else each time.
 *
 * @param command what is asked for
 * @param keyed   null for a request without a key
 * @param <C>     the command
 * @param <O>     what becomes of it
 */
public record Once<C, O>(C command, @Nullable Keyed<O> keyed) {

    /**
     * The key of a request.
     *
     * @param fingerprint of the whole request: another one under the same key is refused
     * @param answer      what an outcome is answered. Called in the transaction that decides it, so it must not ask anybody
     */
    public record Keyed<O>(IdempotencyKey key, Fingerprint fingerprint, Function<O, StoredAnswer> answer) {
    }

    /** What came of a request. */
    public sealed interface Result<O> {

        /**
         * The command was decided, by this request.
         *
         * @param answer what every repeat will get; null if there was no key, or if a repeat is to be decided anew
         */
        record Decided<O>(O outcome, @Nullable StoredAnswer answer) implements Result<O> {
        }

        /** The key has come before; this is what was answered then. */
        record Repeated<O>(StoredAnswer answer) implements Result<O> {
        }

        /** The key has come before with another request. Of that one nothing is told. */
        record OtherRequest<O>() implements Result<O> {
        }

        /** The key is new, and its caller has too many already. Nothing was done. */
        record TooManyKeys<O>() implements Result<O> {
        }
    }

    public static <C, O> Once<C, O> withoutKey(C command) {
        return new Once<>(command, null);
    }

    /** @return the outcomes of commands that had no key */
    public static <O> List<O> outcomes(List<Result<O>> results) {
        return results.stream().map(result -> switch (result) {
            case Result.Decided<O>(var outcome, var _) -> outcome;
            case Result.Repeated<O> _, Result.OtherRequest<O> _, Result.TooManyKeys<O> _ ->
                    throw new IllegalStateException("A command without a key has " + result);
        }).toList();
    }
}
