/** What every benchmark is given: what the user asked for, a database, a broker, a load generator, and a way to start processes. */
@NullMarked
package dev.holdfast.benchmark.testbed;

import org.jspecify.annotations.NullMarked;
