@NullMarked
package dev.holdfast.audit.operations;

import org.jspecify.annotations.NullMarked;
