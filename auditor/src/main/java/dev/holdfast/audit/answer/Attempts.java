package dev.holdfast.audit.answer;

import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.operations.Ending;
import java.util.Arrays;
import java.util.BitSet;

/** For each row, how the operations that wanted one and the same change of it have ended. */
final class Attempts {

    private final BitSet succeeded = new BitSet();
    private final BitSet refused = new BitSet();
    private final BitSet unknown = new BitSet();
    private int[] unknowns = new int[64];
    private int size;

    void add(int at, Ending ending) {
        switch (ending) {
            case OK -> succeeded.set(at);
            case REFUSED -> refused.set(at);
            case UNKNOWN -> {
                unknown.set(at);
                if (size == unknowns.length) {
                    unknowns = Arrays.copyOf(unknowns, size * 2);
                }
                unknowns[size++] = at;
            }
        }
    }

    boolean wasTried(int at) {
        return succeeded.get(at) || refused.get(at) || unknown.get(at);
    }

    /** @return whether there were attempts, and each promised that it had no effect */
    boolean wereAllRefused(int at) {
        return refused.get(at) && !succeeded.get(at) && !unknown.get(at);
    }

    BitSet refused() {
        return refused;
    }

    /** Says whether a row has changed in the way that was wanted. */
    interface Changed {
        boolean is(int at);
    }

    /** Tells how the unknown ones have turned out. */
    void resolve(Changed changed, Findings findings) {
        for (int i = 0; i < size; i++) {
            findings.saw(succeeded.get(unknowns[i]) ? Sighting.UNKNOWN_UNDECIDED
                    : changed.is(unknowns[i]) ? Sighting.UNKNOWN_TOOK_EFFECT : Sighting.UNKNOWN_WITHOUT_EFFECT);
        }
    }
}
