package dev.holdfast.faults.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * Lies in wait for one process at one of its points. The process looks for orders in a file, so that it need not be started anew for
 * each; {@link Points} is its side of that. Used by one thread at a time.
 */
public final class Ambush {

    private final Path file;
    private int last;

    /** @param file for this process alone, in a directory that exists; that it is not there means nothing lies in wait */
    public Ambush(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** @return of the process */
    public Map<String, String> environment() {
        return Map.of(Points.VARIABLE, file.toString());
    }

    /**
     * @param pass by which pass of the point, counted from when the process has heard of it, it happens; from 1
     * @param time of {@link Mishap#HOLD}; of no meaning for others
     */
    public void lay(CrashPoint point, int pass, Mishap mishap, Duration time) {
        Order order = new Order(++last, point, pass, mishap, time);
        try {
            Path complete = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(complete, order.line());
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return whether it has happened */
    public boolean isSprung() {
        try {
            return Files.readString(Order.report(file)).equals(String.valueOf(last));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Nothing lies in wait any more: to be called before the process is started again. */
    public void lift() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
