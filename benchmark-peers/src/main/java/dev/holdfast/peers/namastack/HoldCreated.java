package dev.holdfast.peers.namastack;

/**
 * The payload that is scheduled, stored as JSON; the record's value is the text in it as it stands.
 *
 * @param value the record's value
 */
record HoldCreated(String value) {
}
