/** The tables as they are at one moment, in columns, so that a million rows fit into little memory. */
@NullMarked
package dev.holdfast.audit.rows;

import org.jspecify.annotations.NullMarked;
