/** The benchmark {@code sold-out}: refusals of one product while another one sells. */
@NullMarked
package dev.holdfast.benchmark.soldout;

import org.jspecify.annotations.NullMarked;
