@NullMarked
package dev.holdfast.api.admission;

import org.jspecify.annotations.NullMarked;
