/** What was measured, on what, and how it is shown: on the terminal, as JSON, as a page and as a picture. */
@NullMarked
package dev.holdfast.benchmark.report;

import org.jspecify.annotations.NullMarked;
