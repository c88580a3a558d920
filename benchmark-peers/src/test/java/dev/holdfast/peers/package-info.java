@NullMarked
package dev.holdfast.peers;

import org.jspecify.annotations.NullMarked;
