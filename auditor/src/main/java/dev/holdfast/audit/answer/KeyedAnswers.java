package dev.holdfast.audit.answer;

import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.operations.Ending;
import dev.holdfast.audit.operations.Operation;
import dev.holdfast.audit.rows.TextIndex;
import java.util.Arrays;

/** I8: the successful answers for one key are equal, and so are the requests that got them. */
final class KeyedAnswers {

    private final TextIndex keys = new TextIndex(1024);
    private final Findings findings;
    private int[] answers = new int[1024];
    private int[] requests = new int[1024];
    private boolean[] answered = new boolean[1024];
    private boolean[] tried = new boolean[1024];

    KeyedAnswers(Findings findings) {
        this.findings = findings;
    }

    /** @return whether it can have an effect of its own: no other one with its key was there before that was not refused */
    boolean isFirst(Operation operation) {
        String key = operation.key();
        if (key == null) {
            return true;
        }
        findings.checked(Invariant.IDEMPOTENT);
        int at = keys.add(operation.kind().label() + " " + key);
        if (at == answers.length) {
            answers = Arrays.copyOf(answers, at * 2);
            requests = Arrays.copyOf(requests, at * 2);
            answered = Arrays.copyOf(answered, at * 2);
            tried = Arrays.copyOf(tried, at * 2);
        }
        if (operation.ending() == Ending.OK) {
            answered(operation, at);
        }
        boolean first = !tried[at];
        tried[at] |= operation.ending() != Ending.REFUSED;
        return first;
    }

    private void answered(Operation operation, int at) {
        int answer = operation.answer().hashCode();
        int request = operation.request().hashCode();
        if (!answered[at]) {
            answered[at] = true;
            answers[at] = answer;
            requests[at] = request;
            return;
        }
        findings.saw(Sighting.REPEATED_ANSWER);
        if (requests[at] != request) {
            findings.violated(Invariant.IDEMPOTENT, operation.name(), "was answered ok with the key %s, which had served another request before"
                    .formatted(operation.key()));
        } else if (answers[at] != answer) {
            findings.violated(Invariant.IDEMPOTENT, operation.name(), "was answered %s, but the key %s had another answer before"
                    .formatted(operation.answer(), operation.key()));
        }
    }
}
