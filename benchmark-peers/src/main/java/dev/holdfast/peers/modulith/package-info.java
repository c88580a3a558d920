/** Spring Modulith's event publication registry with externalized events. */
@NullMarked
package dev.holdfast.peers.modulith;

import org.jspecify.annotations.NullMarked;
