/** The database that is measured: a schema of its own, what is in it before a run, and whether it is right afterwards. */
@NullMarked
package dev.holdfast.benchmark.database;

import org.jspecify.annotations.NullMarked;
