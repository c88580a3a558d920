/** A small sale by the rules, written down as its tables, its transactions, its events and its clients' log would be. */
@NullMarked
package dev.holdfast.audit.sale;

import org.jspecify.annotations.NullMarked;
