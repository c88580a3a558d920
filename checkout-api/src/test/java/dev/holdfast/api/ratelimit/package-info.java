@NullMarked
package dev.holdfast.api.ratelimit;

import org.jspecify.annotations.NullMarked;
