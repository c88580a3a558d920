package dev.holdfast.benchmark.report;

/**
 * One number of one round.
 *
 * @param name the same in every round and cell in which it is measured
 * @param unit such as {@code /s}, {@code ms}, {@code µs}; may be empty
 */
public record Figure(String name, String unit, double value) {
}
