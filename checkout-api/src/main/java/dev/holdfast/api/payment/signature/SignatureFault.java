package dev.holdfast.api.payment.signature;

import java.util.Locale;

/**
 * Why a delivery is not taken as genuine.
 *
 * @param detail a sentence for the sender on what to do; without any secret or signature
 */
record SignatureFault(Reason reason, String detail) {

    /** What is wrong. */
    enum Reason {
        /** The endpoint has nothing to verify a signature with. */
        NO_SECRET,
        MISSING,
        MALFORMED,
        /** Signed too long ago: perhaps recorded and sent again by somebody else. */
        STALE,
        /** Signed in the future: one of the two clocks is wrong. */
        FUTURE,
        /** Signed with another secret, or not for this body. */
        FORGED;

        /** @return as in metrics and logs */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
