package dev.holdfast.benchmark.process;

import java.util.Arrays;

/** The hidden command by which the benchmark starts its own jar again in another role. */
public final class Play {

    /** First argument; the role is the second. */
    static final String COMMAND = "play";

    private Play() {
    }

    /** @return false if the arguments are not of such a process, and nothing was done */
    public static boolean playIfAsked(String[] arguments) {
        if (arguments.length < 2 || !arguments[0].equals(COMMAND)) {
            return false;
        }
        Role.play(Role.valueOf(arguments[1]), Arrays.copyOfRange(arguments, 2, arguments.length));
        return true;
    }
}
