package dev.holdfast.checkout.payment;

/** A payment as it was received, to be put on record unless its key is there already. */
public record Received(Payment payment, Origin origin) {
}
