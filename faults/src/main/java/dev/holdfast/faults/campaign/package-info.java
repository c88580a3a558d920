/** From the start of the fleet to the verdict. */
@NullMarked
package dev.holdfast.faults.campaign;

import org.jspecify.annotations.NullMarked;
