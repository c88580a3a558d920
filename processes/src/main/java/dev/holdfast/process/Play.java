package dev.holdfast.process;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The hidden command by which a jar is started again as one of its {@link Program}s. */
public final class Play {

    /** First argument; the program's label is the second. */
    static final String COMMAND = "play";

    private Play() {
    }

    /**
     * To be called first by the jar's main method.
     *
     * @return false if the arguments are not of such a process, and nothing was done
     */
    public static boolean playIfAsked(String[] arguments, Program... programs) {
        if (arguments.length < 2 || !arguments[0].equals(COMMAND)) {
            return false;
        }
        Program program = Stream.concat(Stream.of(programs), Stream.of(BrokerProcess.PROGRAM))
                .filter(known -> known.label().equals(arguments[1])).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no program " + List.of(arguments)));
        // It ends when its parent is gone, however that ended.
        Thread.ofPlatform().daemon().name("watch-parent").start(Play::exitWithParent);
        program.run(Arrays.copyOfRange(arguments, 2, arguments.length));
        return true;
    }

    /** The parent holds the other end of the standard input, and the operating system closes it when the parent dies. */
    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException broken) {
            // As good as its end.
        }
        System.exit(0);
    }
}
