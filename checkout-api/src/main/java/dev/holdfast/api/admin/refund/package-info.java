/** Charges that are owed back to buyers. */
@NullMarked
package dev.holdfast.api.admin.refund;

import org.jspecify.annotations.NullMarked;
