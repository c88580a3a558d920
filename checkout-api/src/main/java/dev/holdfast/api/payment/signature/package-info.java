/** Whether a delivery comes from the payment provider: decided on its raw bytes, before they are read as JSON. */
@NullMarked
package dev.holdfast.api.payment.signature;

import org.jspecify.annotations.NullMarked;
