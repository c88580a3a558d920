@NullMarked
package dev.holdfast.faults.buyer;

import org.jspecify.annotations.NullMarked;
