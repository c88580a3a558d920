package dev.holdfast.reconcile;

import dev.holdfast.reconcile.PaymentProvider.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a provider's list to its end, page by page, in bounded time whatever the provider does, and leaves a provider that fails alone:
 * for a second, then for twice as long each time, with jitter, up to {@code holdfast.reconciler.longest-rest}. To be used by one thread.
 */
final class ProviderList {

    private static final Logger log = LoggerFactory.getLogger(ProviderList.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 20;

    private final PaymentProvider provider;
    private final ReconcilerProperties properties;
    private final MeterRegistry meters;
    private @Nullable Thread unanswered;
    private int failuresInARow;
    private long restUntilNanos;

    ProviderList(PaymentProvider provider, ReconcilerProperties properties, MeterRegistry meters) {
        this.provider = provider;
        this.properties = properties;
        this.meters = meters;
    }

    /** What came of it. */
    enum Reading {
        /** Every page was taken. */
        COMPLETE,
        /** The provider failed, or has more than can be read in time. What was taken until then is true all the same. */
        INCOMPLETE,
        /** The provider was not asked, because it has just failed. */
        RESTING
    }

    /**
     * @param since payments that were begun earlier may be left out
     * @param taker of each page, at once
     */
    Reading read(Instant since, Consumer<List<ProviderPayment>> taker) {
        if (failuresInARow > 0 && System.nanoTime() - restUntilNanos < 0) {
            return Reading.RESTING;
        }
        long begin = System.nanoTime();
        String cursor = null;
        do {
            if (System.nanoTime() - begin >= properties.limit().toNanos()) {
                return failed("has more payments since %s than could be read in %s".formatted(since, properties.limit()));
            }
            switch (askTimed(since, cursor)) {
                case Answer.Page(var payments, var next) -> {
                    taker.accept(payments);
                    cursor = next;
                }
                case Answer.Away(var why) -> {
                    return failed(why);
                }
            }
        } while (cursor != null);
        if (failuresInARow > 0) {
            log.info("The payment provider {} can be asked again", provider.name());
        }
        failuresInARow = 0;
        return Reading.COMPLETE;
    }

    private Reading failed(String why) {
        long rest = Math.min(FIRST_REST.toNanos() << Math.min(failuresInARow, MOST_DOUBLINGS), properties.longestRest().toNanos());
        restUntilNanos = System.nanoTime() + rest / 2 + ThreadLocalRandom.current().nextLong(rest / 2);
        if (failuresInARow++ == 0) {
            log.warn("The payment provider {} {}; it is asked again later. Pending orders wait for it for up to {} after their time",
                    provider.name(), why, properties.grace());
        }
        return Reading.INCOMPLETE;
    }

    private Answer askTimed(Instant since, @Nullable String cursor) {
        Timer.Sample sample = Timer.start(meters);
        Answer answer = ask(since, cursor);
        String outcome = switch (answer) {
            case Answer.Page _ -> "answered";
            case Answer.Away _ -> "failed";
        };
        sample.stop(Timer.builder("holdfast.reconciler.requests").description("Pages of the payment provider's list that were asked for")
                .tag("outcome", outcome).register(meters));
        return answer;
    }

    /** In a virtual thread, because its interrupt also ends a read from a socket. */
    private Answer ask(Instant since, @Nullable String cursor) {
        if (unanswered != null && unanswered.isAlive()) {
            return new Answer.Away("is still busy with an earlier request");
        }
        FutureTask<Answer> request = new FutureTask<>(() -> provider.list(since, cursor));
        Thread asking = Thread.ofVirtual().name("payment-provider").start(request);
        try {
            return request.get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            // Only now: a thread that has answered may be alive for a moment longer.
            unanswered = asking;
            request.cancel(true);
            return new Answer.Away("did not answer within " + properties.timeout());
        } catch (ExecutionException bug) {
            log.error("Asking the payment provider {} failed", provider.name(), bug.getCause());
            return new Answer.Away("could not be asked");
        } catch (InterruptedException interrupted) {
            unanswered = asking;
            request.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Away("was not waited for");
        }
    }
}
