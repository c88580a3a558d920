package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.load.Answer;
import dev.holdfast.benchmark.load.Request;
import dev.holdfast.benchmark.load.Verdict;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Buyers who want one unit of a product, and know what may be answered. Used by the generator's thread alone; the counts are to be read
 * when the load has been stopped.
 */
public final class HoldRequests implements Supplier<Request>, Request {

    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final long product;
    private final boolean enoughForAll;
    private final LongFunction<Verdict> afterwards;
    private final Buffer body;
    private final Set<Long> ids = new HashSet<>();

    /** @param enoughForAll whether the stock suffices for whatever is sent: then nobody may hear that it does not */
    public HoldRequests(long product, boolean enoughForAll) {
        this(product, enoughForAll, hold -> Verdict.ACCEPTED);
    }

    /** @param afterwards what a buyer does with a hold */
    public HoldRequests(long product, boolean enoughForAll, LongFunction<Verdict> afterwards) {
        this.product = product;
        this.enoughForAll = enoughForAll;
        this.afterwards = afterwards;
        this.body = Buffer.buffer("{\"product_id\": %d, \"quantity\": 1}".formatted(product));
    }

    @Override
    public Request get() {
        return this;
    }

    @Override
    public String path() {
        return "/api/holds";
    }

    @Override
    public Buffer body() {
        return body;
    }

    @Override
    public Verdict judge(Answer answer) {
        return switch (answer.status()) {
            case CREATED -> judgeHold(Fields.of(answer.body()));
            case CONFLICT -> judgeRefusal(Fields.of(answer.body()));
            case UNAVAILABLE -> overloaded(answer);
            default -> new Verdict.Wrong("the status should be 201, 409 or 503");
        };
    }

    private Verdict judgeHold(Fields hold) {
        long id = hold.number("hold_id");
        String difference = hold.isPositive("hold_id").is("product_id", product).is("quantity", 1).is("status", "reserved")
                .isInFuture("expires_at").difference();
        if (difference != null) {
            return new Verdict.Wrong(difference);
        }
        return ids.add(id) ? afterwards.apply(id) : new Verdict.Wrong("hold_id was given to another buyer before");
    }

    private Verdict judgeRefusal(Fields refusal) {
        if (enoughForAll) {
            return new Verdict.Wrong("there are units for everybody");
        }
        String difference = refusal.is("type", "https://holdfast.dev/problems/insufficient-stock").is("product_id", product)
                .isBelow("available_stock", 1).difference();
        return difference == null ? Verdict.REFUSED : new Verdict.Wrong(difference);
    }

    /** A server that has too much to do may say so, when it says when to come again. */
    public static Verdict overloaded(Answer answer) {
        String retryAfter = answer.retryAfter();
        return retryAfter != null && retryAfter.matches("[1-9][0-9]*") ? Verdict.REFUSED
                : new Verdict.Wrong("Retry-After should be a number of seconds");
    }

    /** @return how many holds were acknowledged, with different ids */
    public int acknowledged() {
        return ids.size();
    }
}
