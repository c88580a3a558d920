@NullMarked
package dev.holdfast.benchmark.overload;

import org.jspecify.annotations.NullMarked;
