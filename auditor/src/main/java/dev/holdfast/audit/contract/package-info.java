/** What Holdfast publishes: holds, orders, payments and stock, their states and edges, and the events that tell of them. */
@NullMarked
package dev.holdfast.audit.contract;

import org.jspecify.annotations.NullMarked;
