/**
 * Five ways from a database transaction to Kafka, each behind {@link dev.holdfast.peers.Peer}, started by
 * {@link dev.holdfast.peers.Peers} as processes of their own.
 */
@NullMarked
package dev.holdfast.peers;

import org.jspecify.annotations.NullMarked;
