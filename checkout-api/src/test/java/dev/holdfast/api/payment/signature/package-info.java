@NullMarked
package dev.holdfast.api.payment.signature;

import org.jspecify.annotations.NullMarked;
