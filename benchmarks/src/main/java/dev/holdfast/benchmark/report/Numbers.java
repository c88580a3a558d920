package dev.holdfast.benchmark.report;

import java.util.Locale;

/** Numbers as people read them: about three digits that count. */
public final class Numbers {

    private static final double WITHOUT_DECIMALS = 100;

    private Numbers() {
    }

    /** @return such as {@code 12,345}, {@code 4.56}, {@code 0.07} */
    public static String show(double number) {
        double size = Math.abs(number);
        String format = size >= WITHOUT_DECIMALS || number == Math.rint(number) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }
}
