@NullMarked
package dev.holdfast.system;

import org.jspecify.annotations.NullMarked;
