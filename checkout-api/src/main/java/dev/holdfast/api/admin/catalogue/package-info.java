/** What is sold: products are added and changed, and their stock is. */
@NullMarked
package dev.holdfast.api.admin.catalogue;

import org.jspecify.annotations.NullMarked;
