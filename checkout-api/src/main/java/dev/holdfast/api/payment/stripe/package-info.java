/** Stripe's own format of events, for who points a Stripe endpoint straight at this API. */
@NullMarked
package dev.holdfast.api.payment.stripe;

import org.jspecify.annotations.NullMarked;
