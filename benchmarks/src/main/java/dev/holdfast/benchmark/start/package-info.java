/** The benchmark {@code start}: how long the API takes to be there, and how much memory it takes. */
@NullMarked
package dev.holdfast.benchmark.start;

import org.jspecify.annotations.NullMarked;
