/** Who may call what, how callers prove who they are, and how those who may not are answered. */
@NullMarked
package dev.holdfast.api.security.access;

import org.jspecify.annotations.NullMarked;
