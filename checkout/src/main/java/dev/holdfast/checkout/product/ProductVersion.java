package dev.holdfast.checkout.product;

/**
 * The terms of a product, and how often they were changed.
 *
 * @param version counts the changes from 1 without a gap
 */
public record ProductVersion(Product product, long version) {
}
