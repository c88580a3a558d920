/** What operators call: they see what needs a person's decision, and decide. */
@NullMarked
package dev.holdfast.api.admin;

import org.jspecify.annotations.NullMarked;
