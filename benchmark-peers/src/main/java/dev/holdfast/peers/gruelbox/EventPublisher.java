package dev.holdfast.peers.gruelbox;

/** What a transaction puts off until after its commit: the library stores the call, and makes it later. */
interface EventPublisher {

    /** Returns when Kafka has acknowledged the event, and throws when it has not: then the library calls again later. */
    void publish(String key, String payload);
}
