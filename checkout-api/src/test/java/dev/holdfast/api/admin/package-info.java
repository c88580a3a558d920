@NullMarked
package dev.holdfast.api.admin;

import org.jspecify.annotations.NullMarked;
