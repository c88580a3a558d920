/** Load over HTTP: who sends when, what came back, and whether it was right. */
@NullMarked
package dev.holdfast.benchmark.load;

import org.jspecify.annotations.NullMarked;
