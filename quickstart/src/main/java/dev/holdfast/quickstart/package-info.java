/** The whole of Holdfast in one process, on services that come with it: to try it, and to develop against it. */
@NullMarked
package dev.holdfast.quickstart;

import org.jspecify.annotations.NullMarked;
