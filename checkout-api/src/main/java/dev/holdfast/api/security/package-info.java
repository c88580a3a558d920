/** Who calls, and what the configuration says about it. */
@NullMarked
package dev.holdfast.api.security;

import org.jspecify.annotations.NullMarked;
