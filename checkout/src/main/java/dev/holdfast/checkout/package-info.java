/** The locked transactions. Each is a class named by its verb; it takes a list of commands, decides them first come first served and writes their events in the same transaction. What they lock, and in which order, is in {@code docs/transactions.md}. */
@NullMarked
package dev.holdfast.checkout;

import org.jspecify.annotations.NullMarked;
