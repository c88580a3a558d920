/** Asks Stripe which payments it knows. */
@NullMarked
package dev.holdfast.reconcile.stripe;

import org.jspecify.annotations.NullMarked;
