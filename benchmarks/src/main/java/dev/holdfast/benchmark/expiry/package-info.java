/** The benchmark {@code expiry}: very many stale holds of one product while another one sells. */
@NullMarked
package dev.holdfast.benchmark.expiry;

import org.jspecify.annotations.NullMarked;
