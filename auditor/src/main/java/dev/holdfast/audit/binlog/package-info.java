/** Reads what each committed transaction did from the database's own ROW binlog, which no application can fake. */
@NullMarked
package dev.holdfast.audit.binlog;

import org.jspecify.annotations.NullMarked;
