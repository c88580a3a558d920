/** The outbox as a queue table: does it stay fast when an hour's events go through it? */
@NullMarked
package dev.holdfast.benchmark.queue;

import org.jspecify.annotations.NullMarked;
