/** The invariants, each checked by a class without input or output of its own. */
@NullMarked
package dev.holdfast.audit.invariant;

import org.jspecify.annotations.NullMarked;
