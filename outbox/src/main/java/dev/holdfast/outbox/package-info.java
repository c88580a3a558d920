/**
 * What is committed and not yet in Kafka. {@link dev.holdfast.outbox.Outbox} writes it inside the transaction that
 * changes the state, {@link dev.holdfast.outbox.OutboxBacklog} reads and empties it for the relay. An event that Kafka refuses for good
 * is parked by the relay ({@link dev.holdfast.outbox.OutboxParking}); operators see it and decide about it in
 * {@link dev.holdfast.outbox.ParkedEvents}.
 */
@NullMarked
package dev.holdfast.outbox;

import org.jspecify.annotations.NullMarked;
