/** An OpenAPI 3.1 document as a judge: which operations there are, and whether an answer is one that the document promises. */
@NullMarked
package dev.holdfast.contract;

import org.jspecify.annotations.NullMarked;
