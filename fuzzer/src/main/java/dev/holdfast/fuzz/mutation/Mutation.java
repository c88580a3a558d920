package dev.holdfast.fuzz.mutation;

import dev.holdfast.contract.Operation;
import dev.holdfast.fuzz.request.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One way to make a valid request a wrong one; now and then what comes out is still valid, and is then answered so. */
public enum Mutation {
    FIELD_LIMIT(true, Fields::limit),
    FIELD_TYPE(true, Fields::type),
    FIELD_MISSING(true, Fields::missing),
    FIELD_NULL(true, Fields::none),
    FIELD_EXTRA(true, Fields::extra),
    FIELD_TWICE(true, Fields::twice),
    FIELD_NAME(true, Fields::name),
    ENCODING(true, Bodies::encoding),
    MALFORMED_JSON(true, Bodies::malformed),
    EXCESSIVE_JSON(true, Bodies::excessive),
    MEDIA_TYPE(true, Lines::mediaType),
    METHOD(false, Lines::method),
    PATH(false, Lines::path),
    QUERY(false, Lines::query),
    ACCEPT(false, Lines::accept),
    IDEMPOTENCY_KEY(false, Headers::idempotencyKey),
    HEADER(false, Headers::any),
    FRAMING(false, Headers::framing);

    private static final Map<Boolean, List<Mutation>> BY_BODY = Map.of(
            true, List.of(values()),
            false, Stream.of(values()).filter(mutation -> !mutation.needsBody).collect(Collectors.toUnmodifiableList()));

    private final boolean needsBody;
    private final Way way;

    Mutation(boolean needsBody, Way way) {
        this.needsBody = needsBody;
        this.way = way;
    }

    /** How it is done. */
    @FunctionalInterface
    interface Way {
        Request apply(Request valid, Operation operation, RandomGenerator random);
    }

    /** @return one that is possible with a request of the operation */
    public static Mutation any(Operation operation, RandomGenerator random) {
        return pick(BY_BODY.getOrDefault(operation.requestSchema() != null, List.of()), random);
    }

    public Request apply(Request valid, Operation operation, RandomGenerator random) {
        return way.apply(valid, operation, random);
    }

    static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }

    /** @return for people, such as {@code field limit} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
