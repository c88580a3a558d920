@NullMarked
package dev.holdfast.fuzz;

import org.jspecify.annotations.NullMarked;
