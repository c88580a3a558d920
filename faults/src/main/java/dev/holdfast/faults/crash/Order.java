package dev.holdfast.faults.crash;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is to happen to a process.
 *
 * @param number tells one order from another
 * @param pass   from 1
 * @param time   of {@link Mishap#HOLD}
 */
record Order(int number, CrashPoint point, int pass, Mishap mishap, Duration time) {

    String line() {
        return String.join(" ", String.valueOf(number), point.name(), String.valueOf(pass), mishap.name(), time.toString());
    }

    static Order parse(String line) {
        String[] words = line.split(" ");
        return new Order(Integer.parseInt(words[0]), CrashPoint.valueOf(words[1]), Integer.parseInt(words[2]), Mishap.valueOf(words[3]),
                Duration.parse(words[4]));
    }

    /** @return the file in which the process says which order was carried out */
    static Path report(Path orders) {
        return orders.resolveSibling(orders.getFileName() + ".sprung");
    }
}
