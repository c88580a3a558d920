/** gruelbox transaction-outbox. */
@NullMarked
package dev.holdfast.peers.gruelbox;

import org.jspecify.annotations.NullMarked;
