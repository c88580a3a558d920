/** The way from the applications to the database, which can be cut. */
@NullMarked
package dev.holdfast.faults.network;

import org.jspecify.annotations.NullMarked;
