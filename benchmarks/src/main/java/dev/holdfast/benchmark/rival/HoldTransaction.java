package dev.holdfast.benchmark.rival;

/** How a rival holds stock: one request is one transaction. */
interface HoldTransaction {

    /** @return the hold, or how many units are available when that is less than {@code quantity} */
    Outcome place(long product, int quantity);

    /** What became of it. */
    sealed interface Outcome {

        record Placed(RivalHold hold) implements Outcome {
        }

        record InsufficientStock(long available) implements Outcome {
        }
    }
}
