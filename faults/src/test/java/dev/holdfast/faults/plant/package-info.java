@NullMarked
package dev.holdfast.faults.plant;

import org.jspecify.annotations.NullMarked;
