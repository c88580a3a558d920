/** Reads the tables in one consistent snapshot. */
@NullMarked
package dev.holdfast.audit.database;

import org.jspecify.annotations.NullMarked;
