/** The {@code Idempotency-Key} header: how it is read, what makes a request the same as before, and how an answer is given again. */
@NullMarked
package dev.holdfast.api.idempotency;

import org.jspecify.annotations.NullMarked;
