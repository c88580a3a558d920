/** The command line of the auditor. No other module of Holdfast is used here: a checker that shares code with what it checks proves little. */
@NullMarked
package dev.holdfast.audit;

import org.jspecify.annotations.NullMarked;
