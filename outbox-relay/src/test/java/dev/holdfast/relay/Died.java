package dev.holdfast.relay;

/** The process ends here: nothing of the relay's own handles it, and nothing is cleaned up. */
final class Died extends Error {

    private static final long serialVersionUID = 1;

    Died(Stage where) {
        super(where.name());
    }
}
