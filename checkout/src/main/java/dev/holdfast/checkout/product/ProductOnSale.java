package dev.holdfast.checkout.product;

/**
 * A product with what is left of it.
 *
 * @param availableStock exact at the moment of the read: total − units in active, unexpired holds − units sold
 */
public record ProductOnSale(Product product, int availableStock) {
}
