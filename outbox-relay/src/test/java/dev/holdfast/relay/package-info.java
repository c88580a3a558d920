@NullMarked
package dev.holdfast.relay;

import org.jspecify.annotations.NullMarked;
