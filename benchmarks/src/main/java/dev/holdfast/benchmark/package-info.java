/** The command line of the benchmarks. */
@NullMarked
package dev.holdfast.benchmark;

import org.jspecify.annotations.NullMarked;
