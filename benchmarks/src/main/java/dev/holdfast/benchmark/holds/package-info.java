/** The benchmark {@code holds}: one hot product, against two other ways to hold stock. */
@NullMarked
package dev.holdfast.benchmark.holds;

import org.jspecify.annotations.NullMarked;
