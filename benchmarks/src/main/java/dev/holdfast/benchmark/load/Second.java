package dev.holdfast.benchmark.load;

/**
 * One second of a recording.
 *
 * @param accepted answers in it
 * @param refused  answers in it
 * @param p50      of the latencies of what was answered in it, in milliseconds
 * @param p99      likewise
 */
public record Second(long accepted, long refused, double p50, double p99) {
}
