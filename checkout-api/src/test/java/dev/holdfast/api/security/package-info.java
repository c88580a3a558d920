@NullMarked
package dev.holdfast.api.security;

import org.jspecify.annotations.NullMarked;
