/** API keys: how they are made and revoked, and which are good now. */
@NullMarked
package dev.holdfast.api.security.key;

import org.jspecify.annotations.NullMarked;
