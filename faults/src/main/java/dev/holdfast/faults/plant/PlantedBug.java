package dev.holdfast.faults.plant;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mistake that others have made. Where the product has a second witness against it, that is taken away as well. */
public enum PlantedBug {

    /** Stock and holds are read without a lock, and written whatever they are by then. */
    NO_LOCKS("Rows are decided on without a lock"),
    /** The events of a change are inserted by a transaction of their own, after that of the change. */
    EVENT_AFTER_COMMIT("Events are inserted after the commit"),
    /** Releasing a hold tells nobody. */
    EVENT_FORGOTTEN("One path inserts no event"),
    /** The relay reads only what is above the highest id that it has read. */
    HIGH_WATER_MARK("The relay reads above the last id"),
    /** The relay deletes every row up to the last one of its batch. */
    DELETE_UP_TO_LAST("The relay deletes by range"),
    /** The relay does not ask what was published last. */
    PROGRESS_IGNORED("The relay ignores the last progress"),
    /** The progress is published before the batch that it tells of, and apart from it. */
    PROGRESS_APART("The relay's progress is no part of the batch"),
    /** Each producer of a relay has a transactional id of its own, so nobody shuts anybody out. */
    OWN_TRANSACTIONAL_ID("Nobody fences a lane's earlier owners"),
    /** After a commit in doubt the work is done again, without looking. */
    DOUBT_REPEATED("A commit in doubt is repeated without a look"),
    /** Now and then the insert of events waits too long for a lock (1205), and the rest is committed and done again. */
    LOST_LOCK_COMMITTED("A transaction is committed after a lost lock"),
    /** Now and then a change is answered and rolled back. */
    ANSWER_WITHOUT_COMMIT("An answer is given without a commit"),
    /** The sweep expires what it has read as stale, although it was paid meanwhile. */
    UNGUARDED_EXPIRY("The sweep has no guard on the status"),
    /** A delivery of a payment that was settled before is settled again. */
    WEBHOOK_FORGOTTEN("The webhook does not remember its keys"),
    /** A success that comes after the order has ended is not looked at. */
    LATE_SUCCESS_DROPPED("A late success is dropped"),
    /** Single units come back twice. */
    UNITS_RETURNED_TWICE("A release gives back too much");

    private static final String VARIABLE = "HOLDFAST_FAULTS_BUG";

    private final String label;

    PlantedBug(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @return the environment of a process that is to have it; empty for none */
    public static Map<String, String> environment(@Nullable PlantedBug bug) {
        return bug == null ? Map.of() : Map.of(VARIABLE, bug.name());
    }

    /** To be called first in a process; does nothing unless its environment plants a bug. */
    public static void plantIfAsked() {
        String planted = System.getenv(VARIABLE);
        if (planted != null) {
            Planting.plant(valueOf(planted));
        }
    }
}
