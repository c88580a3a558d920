@NullMarked
package dev.holdfast.expiry;

import org.jspecify.annotations.NullMarked;
