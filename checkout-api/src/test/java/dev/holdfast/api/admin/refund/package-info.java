@NullMarked
package dev.holdfast.api.admin.refund;

import org.jspecify.annotations.NullMarked;
