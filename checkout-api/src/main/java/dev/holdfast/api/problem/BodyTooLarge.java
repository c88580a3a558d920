package dev.holdfast.api.problem;

import org.springframework.util.unit.DataSize;

/** A request whose body exceeds the limit; answered 413. */
public final class BodyTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long maxBytes;

    /** @param max the longest body that would have been taken */
    public BodyTooLarge(DataSize max) {
        super("The body has more than %d bytes".formatted(max.toBytes()));
        this.maxBytes = max.toBytes();
    }

    long maxBytes() {
        return maxBytes;
    }
}
