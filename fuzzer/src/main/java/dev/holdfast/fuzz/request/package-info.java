/** One HTTP request, byte for byte as it is sent, and valid ones to begin with. */
@NullMarked
package dev.holdfast.fuzz.request;

import org.jspecify.annotations.NullMarked;
