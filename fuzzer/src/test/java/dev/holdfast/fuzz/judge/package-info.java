/** What is held against an answer. */
@NullMarked
package dev.holdfast.fuzz.judge;

import org.jspecify.annotations.NullMarked;
