@NullMarked
package dev.holdfast.benchmark.sale;

import org.jspecify.annotations.NullMarked;
