@NullMarked
package dev.holdfast.faults.network;

import org.jspecify.annotations.NullMarked;
