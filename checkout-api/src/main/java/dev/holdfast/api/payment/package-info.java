/** What payment providers call. */
@NullMarked
package dev.holdfast.api.payment;

import org.jspecify.annotations.NullMarked;
