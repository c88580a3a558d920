/** Holdfast's own outbox, for writing only: its relay is an application of its own. */
@NullMarked
package dev.holdfast.peers.holdfast;

import org.jspecify.annotations.NullMarked;
