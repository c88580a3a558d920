package dev.holdfast.api.problem;

/** A request that a filter has refused, and what its client is to be told. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super("Refused", null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
