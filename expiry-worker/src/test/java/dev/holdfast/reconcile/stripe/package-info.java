@NullMarked
package dev.holdfast.reconcile.stripe;

import org.jspecify.annotations.NullMarked;
