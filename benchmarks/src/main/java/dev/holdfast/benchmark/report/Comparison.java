package dev.holdfast.benchmark.report;

/**
 * Two cells side by side.
 *
 * @param text  such as {@code Holdfast ÷ original, 256 clients}
 * @param ratio of the rounds
 */
public record Comparison(String text, Spread ratio) {
}
