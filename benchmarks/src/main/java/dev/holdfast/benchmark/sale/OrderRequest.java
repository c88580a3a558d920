package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.load.Answer;
import dev.holdfast.benchmark.load.Request;
import dev.holdfast.benchmark.load.Verdict;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongFunction;

/**
 * A buyer turns a hold into an order.
 *
 * @param afterwards what the buyer does with the order
 */
public record OrderRequest(long product, long hold, LongFunction<Verdict> afterwards) implements Request {

    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;

    @Override
    public String path() {
        return "/api/orders";
    }

    @Override
    public Buffer body() {
        return Buffer.buffer("{\"hold_id\": %d}".formatted(hold));
    }

    @Override
    public Verdict judge(Answer answer) {
        return switch (answer.status()) {
            case CREATED -> judgeOrder(Fields.of(answer.body()));
            case UNAVAILABLE -> HoldRequests.overloaded(answer);
            default -> new Verdict.Wrong("the status should be 201 or 503");
        };
    }

    private Verdict judgeOrder(Fields order) {
        String difference = order.isPositive("order_id").is("status", "pending").is("hold_id", hold).is("product_id", product)
                .is("quantity", 1).is("currency", "USD").isAmount("unit_price", Sale.PRICE).isAmount("total", Sale.PRICE)
                .isInFuture("expires_at").difference();
        return difference == null ? afterwards.apply(order.number("order_id")) : new Verdict.Wrong(difference);
    }
}
