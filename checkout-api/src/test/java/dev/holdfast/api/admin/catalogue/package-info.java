@NullMarked
package dev.holdfast.api.admin.catalogue;

import org.jspecify.annotations.NullMarked;
