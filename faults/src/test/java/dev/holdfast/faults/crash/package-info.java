@NullMarked
package dev.holdfast.faults.crash;

import org.jspecify.annotations.NullMarked;
