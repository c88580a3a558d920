package dev.holdfast.fuzz.judge;

import dev.holdfast.contract.Contract;
import dev.holdfast.contract.Operation;
import dev.holdfast.contract.Received;
import dev.holdfast.fuzz.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says what is wrong with an answer. */
public final class Judge {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final Set<String> AS_GIVEN = Set.of("HEAD", "OPTIONS");

    private final Contract contract;

    public Judge(Contract contract) {
        this.contract = contract;
    }

    /** @return empty when all is well */
    public List<String> wrong(Request request, Received answer) {
        if (answer.status() >= SERVER_ERROR && answer.status() != UNAVAILABLE) {
            return List.of("status %d: %s".formatted(answer.status(), answer.text()));
        }
        if (AS_GIVEN.contains(request.method())) {
            return answer.text().isEmpty() || answer.status() >= BAD_REQUEST ? List.of() : List.of("a body: " + answer.text());
        }
        List<String> wrong = contract.violations(request.method(), request.path(), answer);
        return wrong.isEmpty() || isAnswerOfAnotherAddress(request, answer) ? List.of() : wrong;
    }

    /**
     * An address may be read as another one, once its dots and what stands behind semicolons is taken away. Then the answer must be one
     * of that
     * operation, or the common one of an unknown address or method.
     */
    private boolean isAnswerOfAnotherAddress(Request request, Received answer) {
        if (!request.path().matches(".*([;%]|//|/\\.).*")) {
            return false;
        }
        Stream<Operation> possible = contract.operations().stream().filter(operation -> operation.method().equals(request.method()));
        return contract.notFound().violations(answer).isEmpty() && answer.status() == NOT_FOUND
                || contract.methodNotAllowed().violations(answer).isEmpty()
                || possible.anyMatch(operation -> operation.violations(answer).isEmpty());
    }

    /** @return whether the answer says that something was done; two refusals do so too, by the contract (problems.md) */
    public boolean mayHaveChanged(Request request, Received answer) {
        if (answer.status() < BAD_REQUEST) {
            return true;
        }
        if (answer.status() == UNAVAILABLE) {
            return answer.text().contains("\"outcome_unknown\":true");
        }
        Optional<String> type = Stream.of("order-not-found", "hold-expired").filter(name -> answer.text().contains("problems/" + name
                + "\"")).findFirst();
        return type.isPresent() && (type.get().equals("hold-expired") || request.operation().startsWith("settle"));
    }

    /** @return what is wrong with the answer to somebody who may not do it; empty when all is well */
    public List<String> served(Received answer) {
        return answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN ? List.of()
                : List.of("answered %d to somebody who may not".formatted(answer.status()));
    }

    /** @return in what the answer to the same request with the same {@code Idempotency-Key} differs; empty when all is well */
    public List<String> differing(Received first, Received second) {
        if (first.status() == UNAVAILABLE || second.status() == UNAVAILABLE) {
            return List.of();
        }
        if (first.status() != second.status() || !first.text().equals(second.text())) {
            return List.of("%d %s, and when sent again %d %s".formatted(first.status(), first.text(), second.status(), second.text()));
        }
        // What was ignored left nothing behind, so nothing is kept of it.
        boolean isKept = first.status() < BAD_REQUEST && !first.text().contains("\"ignored\"") || first.status() == CONFLICT;
        return isKept && second.header("Idempotency-Replayed") == null ? List.of("a repeat without Idempotency-Replayed") : List.of();
    }

    /** @return whether it is a success that names what a later request can be about */
    public boolean isLearnt(Received answer) {
        return answer.status() >= OK && answer.status() < BAD_REQUEST && answer.mediaType().equals("application/json");
    }
}
