/**
 * Outbox rows to Kafka, exactly once and in order per key.
 *
 * <p>{@link dev.holdfast.relay.OutboxRelay} is the application. {@link dev.holdfast.relay.LaneRelay} is one step of one lane and
 * holds the protocol; {@link dev.holdfast.relay.LaneParking} knows which rows wait for an operator;
 * {@link dev.holdfast.relay.LaneLoop} repeats the step; {@link dev.holdfast.relay.LaneMembership} learns from
 * Kafka which lanes this instance works; {@link dev.holdfast.relay.LaneWatch} wakes the lanes in which rows wait.
 */
@NullMarked
package dev.holdfast.relay;

import org.jspecify.annotations.NullMarked;
