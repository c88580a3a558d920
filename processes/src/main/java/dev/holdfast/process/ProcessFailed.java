package dev.holdfast.process;

/** A process did not do what it was started for. The message is one line. */
public final class ProcessFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProcessFailed(String message) {
        super(message);
    }
}
