package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.load.Answer;
import dev.holdfast.benchmark.load.Request;
import dev.holdfast.benchmark.load.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** Somebody looks at a product. */
public record ProductRequest(long product) implements Request {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    @Override
    public HttpMethod method() {
        return HttpMethod.GET;
    }

    @Override
    public String path() {
        return "/api/products/" + product;
    }

    @Override
    public Buffer body() {
        return Buffer.buffer();
    }

    @Override
    public Verdict judge(Answer answer) {
        return switch (answer.status()) {
            case OK -> {
                String difference = Fields.of(answer.body()).is("id", product).isAmount("price", Sale.PRICE)
                        .isPositive("available_stock").difference();
                yield difference == null ? Verdict.ACCEPTED : new Verdict.Wrong(difference);
            }
            case UNAVAILABLE -> HoldRequests.overloaded(answer);
            default -> new Verdict.Wrong("the status should be 200 or 503");
        };
    }
}
