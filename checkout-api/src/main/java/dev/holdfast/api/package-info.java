/** HTTP in front of the locked transactions. A controller reads a request, calls one transaction and answers its outcome. */
@NullMarked
package dev.holdfast.api;

import org.jspecify.annotations.NullMarked;
