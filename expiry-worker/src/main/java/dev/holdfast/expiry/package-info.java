/** The timer: expires stale holds and their orders, and does the housekeeping. */
@NullMarked
package dev.holdfast.expiry;

import org.jspecify.annotations.NullMarked;
