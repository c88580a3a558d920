@NullMarked
package dev.holdfast.api.admin.search;

import org.jspecify.annotations.NullMarked;
