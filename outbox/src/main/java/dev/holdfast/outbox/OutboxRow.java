package dev.holdfast.outbox;

/**
 * A committed event that still waits to be published.
 *
 * @param id   rises in commit order among the rows of one key, and only among those
 * @param lane the lane that the row's key belongs to
 */
public record OutboxRow(long id, int lane, OutboxEvent event) {
}
