package dev.holdfast.faults.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no call for. */
enum Signal {

    /** The process stops where it is, and its connections stay open. */
    STOP,
    /** It goes on as if nothing had been. */
    CONT;

    void send(long pid) {
        try {
            new ProcessBuilder("kill", "-" + name(), String.valueOf(pid)).inheritIO().start().onExit().join();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
