/**
 * What operators look for among holds, orders and payments. Nothing is locked, and each query has a bound on the rows that it looks at: a
 * page that ends at the bound says where to go on ({@code docs/adr/0011-search.md}).
 */
@NullMarked
package dev.holdfast.checkout.search;

import org.jspecify.annotations.NullMarked;
