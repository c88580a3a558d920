/** What the benchmarks of a sale share: the system under test, its buyers, and what is looked at while they buy. */
@NullMarked
package dev.holdfast.benchmark.sale;

import org.jspecify.annotations.NullMarked;
