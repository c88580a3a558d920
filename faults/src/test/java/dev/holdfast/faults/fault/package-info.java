@NullMarked
package dev.holdfast.faults.fault;

import org.jspecify.annotations.NullMarked;
