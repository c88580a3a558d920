/**
 * The applications and the broker in processes of their own on this machine, started from one jar: so that what each one costs can be
 * told, and each can die alone.
 */
@NullMarked
package dev.holdfast.process;

import org.jspecify.annotations.NullMarked;
