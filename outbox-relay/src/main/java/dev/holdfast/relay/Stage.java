package dev.holdfast.relay;

/** The points of a step at which a process can die and leave different things behind. */
enum Stage {
    /** About to fence the lane's earlier owners, who can still commit. */
    FENCING,
    /** They cannot any more, the lane's progress is read, and what it says was published is deleted. */
    TAKEN_OVER,
    /** A batch of rows is read; nothing of it is sent. */
    READ,
    /** Kafka has refused an event of the batch for good, and nobody knows of that yet. */
    REFUSED,
    /** All records and the progress are acknowledged by Kafka, and not committed. */
    SENT,
    /** Published, or on record as skipped. The rows are still in the outbox. */
    COMMITTED
}
