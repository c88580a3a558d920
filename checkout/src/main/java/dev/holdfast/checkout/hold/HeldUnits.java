package dev.holdfast.checkout.hold;

/**
 * Units of one product that are in active holds.
 *
 * @param held  in holds that others must respect
 * @param stale in holds whose time is over and which are not swept yet: free for whoever needs them
 */
public record HeldUnits(int held, int stale) {
}
