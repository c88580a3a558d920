/** The ways in which a valid request is made a wrong one. */
@NullMarked
package dev.holdfast.fuzz.mutation;

import org.jspecify.annotations.NullMarked;
