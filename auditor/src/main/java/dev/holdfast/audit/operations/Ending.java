package dev.holdfast.audit.operations;

/** What a client knows of an operation. */
public enum Ending {
    /** A 2xx answer. */
    OK,
    /** An answer that promises that there was no effect. */
    REFUSED,
    /** Everything else: a 5xx, a timeout, a lost connection, or no word at all. */
    UNKNOWN
}
