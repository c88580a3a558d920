@NullMarked
package dev.holdfast.api.contract;

import org.jspecify.annotations.NullMarked;
