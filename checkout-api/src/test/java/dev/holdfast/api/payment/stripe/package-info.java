@NullMarked
package dev.holdfast.api.payment.stripe;

import org.jspecify.annotations.NullMarked;
