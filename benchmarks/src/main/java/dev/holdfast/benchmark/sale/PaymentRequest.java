package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.load.Answer;
import dev.holdfast.benchmark.load.Request;
import dev.holdfast.benchmark.load.Verdict;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/**
 * The payment provider tells that an order has been paid, for the first and only time.
 *
 * @param afterwards what comes of it when it is right
 */
public record PaymentRequest(long order, Supplier<Verdict> afterwards) implements Request {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    @Override
    public String path() {
        return "/api/payments/webhook";
    }

    @Override
    public Buffer body() {
        return Buffer.buffer("{\"idempotency_key\": \"benchmark-%1$d\", \"order_id\": %1$d, \"status\": \"success\"}".formatted(order));
    }

    @Override
    public Verdict judge(Answer answer) {
        return switch (answer.status()) {
            case OK -> {
                String difference = Fields.of(answer.body()).is("order_id", order).is("order_status", "paid").is("outcome", "paid")
                        .difference();
                yield difference == null ? afterwards.get() : new Verdict.Wrong(difference);
            }
            case UNAVAILABLE -> HoldRequests.overloaded(answer);
            default -> new Verdict.Wrong("the status should be 200 or 503");
        };
    }
}
