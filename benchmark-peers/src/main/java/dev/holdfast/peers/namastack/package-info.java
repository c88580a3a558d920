/** namastack-outbox. */
@NullMarked
package dev.holdfast.peers.namastack;

import org.jspecify.annotations.NullMarked;
