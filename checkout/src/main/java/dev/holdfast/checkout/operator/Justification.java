package dev.holdfast.checkout.operator;

/**
 * Who wants something done, and why. Both are kept for ever.
 *
 * @param operator 1 to 64 characters
 * @param reason   1 to 500 characters
 */
public record Justification(String operator, String reason) {
}
