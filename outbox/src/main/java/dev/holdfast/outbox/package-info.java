/**
 * One table: what is committed and not yet in Kafka. {@link dev.holdfast.outbox.Outbox} writes it inside the transaction that
 * changes the state, {@link dev.holdfast.outbox.OutboxBacklog} reads and empties it for the relay.
 */
@NullMarked
package dev.holdfast.outbox;

import org.jspecify.annotations.NullMarked;
