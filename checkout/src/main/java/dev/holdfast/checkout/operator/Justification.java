package dev.holdfast.checkout.operator;

/**
 * Who wants something done, and why. Both are kept for ever.
 *
 * @param caller   1 to 64 visible ASCII characters: who was let in
 * @param operator 1 to 64 characters: the caller's own word for who it is
 * @param reason   1 to 500 characters
 */
public record Justification(String caller, String operator, String reason) {
}
