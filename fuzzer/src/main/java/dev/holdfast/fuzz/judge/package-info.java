/** What an answer must be, and that a refusal has changed nothing. */
@NullMarked
package dev.holdfast.fuzz.judge;

import org.jspecify.annotations.NullMarked;
