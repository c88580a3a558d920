package dev.holdfast.faults.network;

import java.time.Duration;

/** What becomes of one commit on its way to the database. */
public sealed interface CommitFault {

    /** The connection is cut, and the server never hears of the commit. */
    record LostBefore() implements CommitFault {
    }

    /** The server commits; the connection is cut before the answer gets through. */
    record LostAfter() implements CommitFault {
    }

    /**
     * The transaction stays open for so long, with its locks and the ids of its events, while others take higher ids and commit. Strikes
     * only a transaction that has inserted events.
     */
    record HeldBack(Duration time) implements CommitFault {
    }
}
