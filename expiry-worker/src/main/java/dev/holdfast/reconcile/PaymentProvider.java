package dev.holdfast.reconcile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who takes the buyers' money, as far as it can be asked. Implementations may be slow and may fail: they are called with a time limit. */
public interface PaymentProvider {

    /** @return such as {@code stripe}, as it is on record with its payments; 1 to 16 ASCII characters */
    String name();

    /**
     * Reads a page of the provider's list of payments. The list must be consistent: a payment that succeeded before the call is in it.
     *
     * <p>Called by one thread at a time for each job, in a thread that is interrupted when the time is up
     * ({@code holdfast.reconciler.timeout}); later answers are not heard.
     *
     * @param since  payments that were begun earlier may be left out
     * @param cursor null for the first page, else what the page before said
     */
    Answer list(Instant since, @Nullable String cursor);

    /** What the provider says. */
    sealed interface Answer {

        /**
         * @param payments in any order; those that are of no order, that failed or were given up are left out
         * @param next     the cursor of the next page; null if this is the last
         */
        record Page(List<ProviderPayment> payments, @Nullable String next) implements Answer {
        }

        /** @param why for the log, without anything secret, such as {@code answered 429} */
        record Away(String why) implements Answer {
        }
    }
}
