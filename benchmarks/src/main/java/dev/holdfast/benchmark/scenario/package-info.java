/** The benchmarks: what each of them sends, checks and reckons. */
@NullMarked
package dev.holdfast.benchmark.scenario;

import org.jspecify.annotations.NullMarked;
