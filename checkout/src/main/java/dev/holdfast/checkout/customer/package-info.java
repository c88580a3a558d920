/** How much of a product a customer has, for the per-customer limit. */
@NullMarked
package dev.holdfast.checkout.customer;

import org.jspecify.annotations.NullMarked;
