/** Requests that wait for the same row share one transaction, and those that read the same row one query. */
@NullMarked
package dev.holdfast.api.groupcommit;

import org.jspecify.annotations.NullMarked;
