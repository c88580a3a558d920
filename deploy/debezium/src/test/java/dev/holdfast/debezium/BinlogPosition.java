package dev.holdfast.debezium;

import java.util.Comparator;

/**
 * A place in MySQL's binary log.
 *
 * @param file whose number has leading zeros, so that names sort as their logs do
 */
record BinlogPosition(String file, long position) implements Comparable<BinlogPosition> {

    private static final Comparator<BinlogPosition> ORDER =
            Comparator.comparing(BinlogPosition::file).thenComparingLong(BinlogPosition::position);

    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }
}
