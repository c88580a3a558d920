/** Reads the event topics, as a consumer that sees committed records and as one that sees all. */
@NullMarked
package dev.holdfast.audit.kafka;

import org.jspecify.annotations.NullMarked;
