@NullMarked
package dev.holdfast.faults.campaign;

import org.jspecify.annotations.NullMarked;
