/**
 * What Holdfast is compared with: two other ways to hold stock, behind the same HTTP stack and on the same tables. They are nowhere else,
 * and are not meant for sale.
 */
@NullMarked
package dev.holdfast.benchmark.rival;

import org.jspecify.annotations.NullMarked;
