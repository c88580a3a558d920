/** The configuration in this folder, run as shipped: in a Kafka Connect worker, with MySQL's binary log, beside the relay. */
@NullMarked
package dev.holdfast.debezium;

import org.jspecify.annotations.NullMarked;
