/** What the campaign runs, each part a process that can be killed, frozen and started again. */
@NullMarked
package dev.holdfast.faults.fleet;

import org.jspecify.annotations.NullMarked;
