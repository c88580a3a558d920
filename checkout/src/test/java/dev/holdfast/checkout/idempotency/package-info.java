@NullMarked
package dev.holdfast.checkout.idempotency;

import org.jspecify.annotations.NullMarked;
