@NullMarked
package dev.holdfast.checkout;

import org.jspecify.annotations.NullMarked;
