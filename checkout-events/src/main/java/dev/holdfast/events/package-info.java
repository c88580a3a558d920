/** What a consumer of the events needs to know: the topics, the types and the records that the JSON values hold. */
@NullMarked
package dev.holdfast.events;

import org.jspecify.annotations.NullMarked;
