@NullMarked
package dev.holdfast.quickstart;

import org.jspecify.annotations.NullMarked;
