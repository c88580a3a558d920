package dev.holdfast.peers.modulith;

/**
 * The application event. The registry stores it as JSON; the record's value is its payload as it stands.
 *
 * @param key     the record's key
 * @param payload the record's value
 */
record HoldCreated(String key, String payload) {
}
