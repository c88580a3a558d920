package dev.holdfast.benchmark.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A few numbers as horizontal bars on a logarithmic axis: a picture for a README, as SVG that follows the reader's light or dark mode.
 * Drawn here, because the plotting libraries of the JVM write no SVG that does, and need fonts that a server does not have.
 */
public final class BarPicture {

    private static final int LEFT = 190;
    private static final int WIDTH = 420;
    private static final int ROW = 46;
    private static final int TOP = 64;

    /** By so much the axis begins below the smallest number, at the least; otherwise its bar would have no length. */
    private static final double ROOM_FOR_SMALLEST = 1.5;

    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 %1$d" role="img" aria-labelledby="title desc"
                 font-family="system-ui, sans-serif">
              <title id="title">%2$s</title>
              <desc id="desc">%3$s</desc>
              <style>
                text { fill: #1c1e21; font-size: 15px } .faint { fill: #5b626b; font-size: 12px } .grid { stroke: #d9dde2 }
                .bar { fill: #8a94a0 } .first { fill: #0b62c4 }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e7eaee } .faint { fill: #a2abb5 } .grid { stroke: #333a42 } .bar { fill: #7d8894 } .first { fill: #6cb2ff }
                }
              </style>
              <text x="0" y="20" font-weight="600">%2$s</text>
              <text x="0" y="40" class="faint">%4$s</text>
            %5$s%6$s</svg>
            """;

    private static final String GRID = """
              <line class="grid" x1="%1$.1f" x2="%1$.1f" y1="%2$d" y2="%3$d"/>
              <text class="faint" x="%1$.1f" y="%4$d" text-anchor="middle">%5$s</text>
            """;

    private static final String BAR = """
              <text x="%1$d" y="%2$d" text-anchor="end">%3$s</text>
              <rect class="%4$s" x="%5$d" y="%6$d" width="%7$.1f" height="28" rx="3"/><text x="%8$.1f" y="%2$d">%9$s</text>
            """;

    private BarPicture() {
    }

    /** @param value more than 0 */
    public record Bar(String label, double value) {
    }

    /**
     * @param bars     the first one is drawn in the colour that catches the eye; at least one
     * @param subtitle what the axis is, with its unit, and on what it was measured
     */
    public static String of(String title, String subtitle, List<Bar> bars) {
        int lowest = (int) Math.floor(Math.log10(bars.stream().mapToDouble(Bar::value).min().orElseThrow() / ROOM_FOR_SMALLEST));
        int highest = Math.max(lowest + 1, (int) Math.ceil(Math.log10(bars.stream().mapToDouble(Bar::value).max().orElseThrow())));
        int bottom = TOP + ROW * bars.size();
        String description = bars.stream().map(bar -> "%s: %s".formatted(bar.label(), Numbers.show(bar.value())))
                .collect(Collectors.joining("; "));
        String grid = IntStream.rangeClosed(lowest, highest).mapToObj(power -> String.format(Locale.ROOT, GRID,
                position(Math.pow(10, power), lowest, highest), TOP - 8, bottom, bottom + 18, Numbers.show(Math.pow(10, power))))
                .collect(Collectors.joining());
        String drawn = IntStream.range(0, bars.size()).mapToObj(i -> bar(bars.get(i), i, lowest, highest)).collect(Collectors.joining());
        return String.format(Locale.ROOT, PICTURE, bottom + 30, escape(title), escape(description), escape(subtitle), grid, drawn);
    }

    private static String bar(Bar bar, int row, int lowest, int highest) {
        int top = TOP + ROW * row;
        double end = position(bar.value(), lowest, highest);
        return String.format(Locale.ROOT, BAR, LEFT - 10, top + 20, escape(bar.label()), row == 0 ? "first" : "bar", LEFT, top, end - LEFT,
                end + 8, Numbers.show(bar.value()));
    }

    private static double position(double value, int lowest, int highest) {
        return LEFT + WIDTH * (Math.log10(value) - lowest) / (highest - lowest);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
