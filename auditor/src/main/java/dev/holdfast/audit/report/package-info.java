/** What was found: for the terminal, and for programs. */
@NullMarked
package dev.holdfast.audit.report;

import org.jspecify.annotations.NullMarked;
