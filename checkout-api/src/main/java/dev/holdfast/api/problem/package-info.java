/** Every answer that is not a success: a problem as in RFC 9457, of a type that {@code docs/problems.md} explains. */
@NullMarked
package dev.holdfast.api.problem;

import org.jspecify.annotations.NullMarked;
