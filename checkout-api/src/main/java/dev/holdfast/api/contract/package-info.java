/** The contract itself: {@code docs/openapi.yaml}, for programs and for people. */
@NullMarked
package dev.holdfast.api.contract;

import org.jspecify.annotations.NullMarked;
