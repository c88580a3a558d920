@NullMarked
package dev.holdfast.api.security.key;

import org.jspecify.annotations.NullMarked;
