package dev.holdfast.testing;

/** A container could not be had; the message says why, to be logged by the caller, who goes on with something else. */
final class NoContainer extends Exception {

    NoContainer(String reason) {
        super(reason);
    }
}
