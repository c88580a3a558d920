@NullMarked
package dev.holdfast.benchmark.report;

import org.jspecify.annotations.NullMarked;
