/** What every request has to keep to before a controller sees it: size, strict JSON, ids, trace context. */
@NullMarked
package dev.holdfast.api.request;

import org.jspecify.annotations.NullMarked;
