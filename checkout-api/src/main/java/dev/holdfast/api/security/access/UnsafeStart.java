package dev.holdfast.api.security.access;

/** The configuration would let anybody do everything, or nobody anything. */
final class UnsafeStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String nextStep;

    UnsafeStart(String reason, String nextStep) {
        super(reason);
        this.nextStep = nextStep;
    }

    String nextStep() {
        return nextStep;
    }
}
