package dev.holdfast.peers.modulith;

/** @param on whether listeners are called after a commit; if not, publications stay as a process that died then would leave them */
record Listening(boolean on) {
}
