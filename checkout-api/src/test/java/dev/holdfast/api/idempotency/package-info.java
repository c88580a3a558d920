@NullMarked
package dev.holdfast.api.idempotency;

import org.jspecify.annotations.NullMarked;
