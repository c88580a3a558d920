/** The database schema: the changelog itself lies in {@code db/changelog}, one file a table. */
@NullMarked
package dev.holdfast.changelog;

import org.jspecify.annotations.NullMarked;
