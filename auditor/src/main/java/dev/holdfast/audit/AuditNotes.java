package dev.holdfast.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the report will say beside the findings. */
final class AuditNotes {

    private final List<String> sources = new ArrayList<>();
    private final List<String> notChecked = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    /** What was read. */
    void source(String format, @Nullable Object... arguments) {
        sources.add(format.formatted(arguments));
    }

    /** What was left out, and why. */
    void notChecked(String format, @Nullable Object... arguments) {
        notChecked.add(format.formatted(arguments));
    }

    /** Why the verdict cannot be valid, and what to do about it. */
    void doubt(String format, @Nullable Object... arguments) {
        doubts.add(arguments.length == 0 ? format : format.formatted(arguments));
    }

    List<String> sources() {
        return sources;
    }

    List<String> notChecked() {
        return notChecked;
    }

    List<String> doubts() {
        return doubts;
    }
}
