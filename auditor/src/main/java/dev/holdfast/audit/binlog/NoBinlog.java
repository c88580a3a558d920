package dev.holdfast.audit.binlog;

/** The binlog cannot be read. The message says why, as the rest of a sentence that begins with "not available, because". */
public final class NoBinlog extends Exception {

    public NoBinlog(String message) {
        super(message);
    }

    NoBinlog(String message, Throwable cause) {
        super(message, cause);
    }
}
