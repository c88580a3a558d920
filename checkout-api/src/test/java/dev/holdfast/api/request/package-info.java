@NullMarked
package dev.holdfast.api.request;

import org.jspecify.annotations.NullMarked;
