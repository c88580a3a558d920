@NullMarked
package dev.holdfast.audit.json;

import org.jspecify.annotations.NullMarked;
