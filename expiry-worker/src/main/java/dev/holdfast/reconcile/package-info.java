/**
 * Asks the payment provider what its webhook may never have told: before a pending order is let go, and about the last hour.
 *
 * <p>The provider is asked outside of any transaction and lock. What it knows is settled as a delivery of its webhook would be, under the
 * same idempotency key; so a delivery that comes all the same, at once or later, is a repeat.
 */
@NullMarked
package dev.holdfast.reconcile;

import org.jspecify.annotations.NullMarked;
