package dev.holdfast.fuzz;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run has sent, how that was answered, and what was wrong. */
public final class Findings {

    private static final String LINE = "%-18s %9s %9s %9s %9s %9s%n";

    private final Map<String, int[]> sent = new TreeMap<>();
    private final Map<String, Finding> kinds = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private long number;

    void count(String way, int status) {
        int[] row = sent.computeIfAbsent(way, none -> new int[Column.values().length]);
        row[Column.SENT.ordinal()]++;
        row[Column.of(status).ordinal()]++;
    }

    /** @return whether it is the first of its kind */
    boolean add(Finding finding) {
        number++;
        sent.computeIfAbsent(finding.way(), none -> new int[Column.values().length])[Column.FOUND.ordinal()]++;
        return kinds.putIfAbsent(finding.kind(), finding) == null;
    }

    /** @param invariants that the tables break after the run */
    void addBroken(List<String> invariants) {
        broken.addAll(invariants);
    }

    public boolean isEmpty() {
        return number == 0 && broken.isEmpty();
    }

    /** @return the first finding of each kind, and the broken invariants */
    public List<String> told(String base) {
        List<String> all = new ArrayList<>(kinds.values().stream().map(finding -> finding.told(base)).toList());
        broken.forEach(invariant -> all.add("after the run: " + invariant));
        return all;
    }

    /** @return how often the given kind of answer came, for all ways together */
    public int total(Column column) {
        return sent.values().stream().mapToInt(row -> row[column.ordinal()]).sum();
    }

    void print(PrintStream out) {
        out.printf(LINE, "way", "sent", "success", "refusal", "503", "wrong");
        sent.forEach((way, row) -> out.printf(LINE, way, row[0], row[1], row[2], row[3], row[4]));
        out.printf(LINE, "all", total(Column.SENT), total(Column.SUCCESS), total(Column.REFUSAL), total(Column.UNAVAILABLE),
                total(Column.FOUND));
    }

    /** Of the table. */
    public enum Column {
        SENT, SUCCESS, REFUSAL, UNAVAILABLE, FOUND;

        private static Column of(int status) {
            return status < 400 ? SUCCESS : status < 500 ? REFUSAL : UNAVAILABLE;
        }
    }
}
