/** How classes of a process are changed as they are loaded. */
@NullMarked
package dev.holdfast.faults.agent;

import org.jspecify.annotations.NullMarked;
