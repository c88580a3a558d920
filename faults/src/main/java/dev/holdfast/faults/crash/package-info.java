/** Points inside a transaction or a relay's cycle at which a process dies or stands still. */
@NullMarked
package dev.holdfast.faults.crash;

import org.jspecify.annotations.NullMarked;
