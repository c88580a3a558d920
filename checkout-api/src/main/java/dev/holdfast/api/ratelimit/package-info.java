/** How many requests one caller may send. */
@NullMarked
package dev.holdfast.api.ratelimit;

import org.jspecify.annotations.NullMarked;
