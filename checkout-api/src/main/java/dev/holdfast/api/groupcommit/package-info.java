/** Requests that wait for the same row share one transaction. */
@NullMarked
package dev.holdfast.api.groupcommit;

import org.jspecify.annotations.NullMarked;
