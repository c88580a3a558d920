/** What operators look for. Each page looks at a bounded number of rows, so it may be short, or empty, although there is more. */
@NullMarked
package dev.holdfast.api.admin.search;

import org.jspecify.annotations.NullMarked;
