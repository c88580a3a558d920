package dev.holdfast.peers;

import java.util.List;

/** One way from a database transaction to Kafka. Opened by one process, for one topic and one schema. */
public interface Peer extends AutoCloseable {

    /** Creates the tables, where they are not there, and whatever else must be there before the first event is written. */
    void prepare() throws Exception;

    /**
     * Writes the events in one transaction, in their order, and returns when it is committed. Called by many threads at once; no two
     * of them hold events of the same key.
     */
    void write(List<PeerEvent> events) throws Exception;

    /** Starts to publish what is written, also by other processes and earlier. Returns at once; it goes on until {@link #close()}. */
    void startRelay() throws Exception;

    @Override
    void close();
}
