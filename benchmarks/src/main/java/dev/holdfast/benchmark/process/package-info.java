/** What can be measured runs in processes of its own, so that what each one costs can be told. */
@NullMarked
package dev.holdfast.benchmark.process;

import org.jspecify.annotations.NullMarked;
