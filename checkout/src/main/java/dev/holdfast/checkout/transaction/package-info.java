/** One locked transaction: retried when it loses a lock, resolved when its commit is in doubt. */
@NullMarked
package dev.holdfast.checkout.transaction;

import org.jspecify.annotations.NullMarked;
