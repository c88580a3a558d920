/** The database and the broker that integration tests run on: a given one, a container, or the embedded one. */
@NullMarked
package dev.holdfast.testing;

import org.jspecify.annotations.NullMarked;
