@NullMarked
package dev.holdfast.benchmark.load;

import org.jspecify.annotations.NullMarked;
