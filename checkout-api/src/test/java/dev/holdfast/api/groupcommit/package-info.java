@NullMarked
package dev.holdfast.api.groupcommit;

import org.jspecify.annotations.NullMarked;
