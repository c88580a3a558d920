/** What operators do and look at. Each change is a transaction named by its verb, which puts on record who made it and why. */
@NullMarked
package dev.holdfast.checkout.admin;

import org.jspecify.annotations.NullMarked;
