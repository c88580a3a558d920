@NullMarked
package dev.holdfast.api;

import org.jspecify.annotations.NullMarked;
