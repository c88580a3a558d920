/** The benchmark {@code overload}: ten times as many requests as can be served, and then half as many. */
@NullMarked
package dev.holdfast.benchmark.overload;

import org.jspecify.annotations.NullMarked;
