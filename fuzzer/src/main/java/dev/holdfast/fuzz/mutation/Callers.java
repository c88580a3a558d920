package dev.holdfast.fuzz.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contract.Operation;
import dev.holdfast.fuzz.request.Credentials;
import dev.holdfast.fuzz.request.Request;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests of those who may not send them: without a key or a signature, with another one, or with something that is none. */
public final class Callers {

    private static final String UNKNOWN = "holdfast_" + "5".repeat(64);

    private static final List<String> NO_KEYS = List.of("", "Bearer", "Bearer ", "Bearer " + UNKNOWN, "bearer " + UNKNOWN,
            "Bearer {}", "Bearer a b", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.", "Bearer \u00ff",
            "Bearer holdfast_' OR 1=1 --", "Basic YTpi", "Digest x", "Token " + UNKNOWN, UNKNOWN, "Bearer " + "x".repeat(5000));

    private static final List<String> NO_SIGNATURES = List.of("", "v1", "v1,", "v1,AAAA", "v0,AAAA", "v1a,AAAA", "t=1,v1=00", "t=,v1=",
            "t=x,v1=zz", "t=99999999999999999999,v1=00", ",", "v1,####", "x".repeat(3000), "\u00ff");

    private static final List<String> NO_TIMES = List.of("", "0", "-1", "x", "99999999999999999999", "1.5", "1795925701000", "\u00ff");

    private Callers() {
    }

    /** @return whether there are requests of the operation that must not be served because of who sends them */
    public static boolean canBeWrong(Credentials credentials, Operation operation) {
        return !credentials.keys().isEmpty() && (Credentials.isDelivery(operation) || !operation.roles().isEmpty());
    }

    /** @param valid without credentials */
    public static Request wrong(Request valid, Operation operation, Credentials credentials, RandomGenerator random) {
        return Credentials.isDelivery(operation) ? wrongSignature(valid, operation, credentials, random)
                : wrongKey(valid, operation, credentials, random);
    }

    private static Request wrongKey(Request valid, Operation operation, Credentials credentials, RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> valid;
            case 1 -> valid.with("Authorization", "Bearer " + Mutation.pick(credentials.others(operation), random));
            default -> valid.with("Authorization", Mutation.pick(NO_KEYS, random));
        };
    }

    private static Request wrongSignature(Request valid, Operation operation, Credentials credentials, RandomGenerator random) {
        Request signed = credentials.allow(valid, operation);
        boolean isStripes = operation.path().endsWith("/stripe");
        String header = isStripes ? "Stripe-Signature" : "webhook-signature";
        return switch (random.nextInt(5)) {
            case 0 -> valid.without("webhook-id").without("webhook-timestamp");
            case 1 -> signed.with(header, Mutation.pick(NO_SIGNATURES, random));
            case 2 -> isStripes ? signed.without(header) : signed.with("webhook-timestamp", Mutation.pick(NO_TIMES, random));
            case 3 -> signed.body((new String(valid.body(), UTF_8) + " ").getBytes(UTF_8));
            default -> valid.with("Authorization", "Bearer " + Mutation.pick(credentials.others(operation), random));
        };
    }
}
