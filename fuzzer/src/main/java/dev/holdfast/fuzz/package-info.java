/** Sends requests that are wrong in every way that the OpenAPI document lets one think of, and judges the answers and what has changed. */
@NullMarked
package dev.holdfast.fuzz;

import org.jspecify.annotations.NullMarked;
