package dev.holdfast.audit.report;

/** What an audit ends with. */
public enum Verdict {
    /** Everything that could be checked holds, and nothing was left out that was asked for. */
    VALID(0),
    /** An invariant does not hold. */
    INVALID(1),
    /** A source could not be read, or the system was still at work. */
    UNKNOWN(2);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
