@NullMarked
package dev.holdfast.audit.rows;

import org.jspecify.annotations.NullMarked;
