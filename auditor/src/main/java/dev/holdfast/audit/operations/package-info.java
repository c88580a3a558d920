/** Reads what clients have logged: what they asked for, and what they were answered. */
@NullMarked
package dev.holdfast.audit.operations;

import org.jspecify.annotations.NullMarked;
