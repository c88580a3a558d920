package dev.holdfast.peers;

import dev.holdfast.peers.debezium.DebeziumPeer;
import dev.holdfast.peers.gruelbox.GruelboxPeer;
import dev.holdfast.peers.holdfast.HoldfastPeer;
import dev.holdfast.peers.modulith.ModulithPeer;
import dev.holdfast.peers.namastack.NamastackPeer;

/** All that take part. */
enum Rival {
    HOLDFAST(true, HoldfastPeer::new),
    DEBEZIUM(true, DebeziumPeer::new),
    GRUELBOX(false, GruelboxPeer::new),
    MODULITH(false, ModulithPeer::new),
    NAMASTACK(false, NamastackPeer::new);

    private final boolean relaysApart;
    private final Opening opening;

    Rival(boolean relaysApart, Opening opening) {
        this.relaysApart = relaysApart;
        this.opening = opening;
    }

    /** @return whether a process that only writes events is its usual home, and another one publishes them */
    boolean relaysApart() {
        return relaysApart;
    }

    /** @param relaying false when this process must not publish anything */
    Peer open(Settings settings, boolean relaying) throws Exception {
        return opening.open(settings, relaying);
    }

    private interface Opening {
        Peer open(Settings settings, boolean relaying) throws Exception;
    }
}
