/**
 * A real database and a real broker without Docker: MariaDB unpacked from a Maven artifact and a Kafka broker in this process.
 * Both keep their data in a directory of their own and listen on loopback only.
 */
@NullMarked
package dev.holdfast.embedded;

import org.jspecify.annotations.NullMarked;
