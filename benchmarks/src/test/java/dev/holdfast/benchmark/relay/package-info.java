@NullMarked
package dev.holdfast.benchmark.relay;

import org.jspecify.annotations.NullMarked;
