package dev.holdfast.benchmark.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** A request, a POST of JSON unless it says otherwise, and the judgement of its answer. All is called by the generator's one thread. */
public interface Request {

    default HttpMethod method() {
        return HttpMethod.POST;
    }

    /** @return such as {@code /api/holds} */
    String path();

    /** @return JSON, or nothing for a GET; may be the same object each time */
    Buffer body();

    /** @return what the answer is; {@link Verdict.Next} when the client's business goes on with another request */
    Verdict judge(Answer answer);
}
