/** Flat JSON objects, read field by field. */
@NullMarked
package dev.holdfast.audit.json;

import org.jspecify.annotations.NullMarked;
