/** How many requests are served at once, whose turn it is when there are more, and how the others are refused. */
@NullMarked
package dev.holdfast.api.admission;

import org.jspecify.annotations.NullMarked;
