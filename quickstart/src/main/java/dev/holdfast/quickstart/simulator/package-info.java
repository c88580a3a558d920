/** Plays the payment provider, well or badly, so that lost, late and repeated webhooks can be seen. */
@NullMarked
package dev.holdfast.quickstart.simulator;

import org.jspecify.annotations.NullMarked;
