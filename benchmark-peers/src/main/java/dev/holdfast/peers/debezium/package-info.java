/** Debezium, embedded, with its outbox event router. */
@NullMarked
package dev.holdfast.peers.debezium;

import org.jspecify.annotations.NullMarked;
