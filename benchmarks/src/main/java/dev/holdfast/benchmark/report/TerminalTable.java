package dev.holdfast.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The headline of a report in lines of text: the median of the rounds, and their range. */
public final class TerminalTable {

    private TerminalTable() {
    }

    /** @return ends with a line break */
    public static String of(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(report.result()));
        report.result().cells().forEach(cell -> rows.add(row(cell, report.result().headline())));
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> header(Result result) {
        List<String> header = new ArrayList<>(List.of("system", "setting"));
        for (String name : result.headline()) {
            String unit = result.cells().stream().map(cell -> cell.summaries().get(name)).filter(summary -> summary != null)
                    .map(Cell.Summary::unit).findFirst().orElse("");
            header.add(unit.isEmpty() ? name : "%s, %s".formatted(name, unit));
        }
        return header;
    }

    private static List<String> row(Cell cell, List<String> headline) {
        List<String> row = new ArrayList<>(List.of(cell.system(), cell.setting()));
        headline.forEach(name -> row.add(cell.spread(name).map(Spread::toString).orElse("–")));
        return row;
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> String.format(Locale.ROOT, column < 2 ? "%-" + widths[column] + "s" : "%" + widths[column] + "s",
                        row.get(column))).collect(Collectors.joining("  "));
    }
}
