/** I7 and I8: whether what clients were answered is what happened, and whether a key has one effect and one answer. */
@NullMarked
package dev.holdfast.audit.answer;

import org.jspecify.annotations.NullMarked;
