package dev.holdfast.audit.binlog;

import java.util.Comparator;

/** A place between two events of the binlog. */
public record BinlogPosition(String file, long offset) implements Comparable<BinlogPosition> {

    /** Files are numbered with leading zeros, until there are more digits than those. */
    private static final Comparator<BinlogPosition> ORDER = Comparator.<BinlogPosition>comparingInt(position -> position.file.length())
            .thenComparing(BinlogPosition::file).thenComparingLong(BinlogPosition::offset);

    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
