@NullMarked
package dev.holdfast.api.security.access;

import org.jspecify.annotations.NullMarked;
