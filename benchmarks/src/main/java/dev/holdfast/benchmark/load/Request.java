package dev.holdfast.benchmark.load;

import io.vertx.core.buffer.Buffer;

/** A POST of JSON, and the judgement of its answer. Both are called by the generator's one thread. */
public interface Request {

    /** @return such as {@code /api/holds} */
    String path();

    /** @return JSON; may be the same object each time */
    Buffer body();

    /** @return what the answer is; {@link Verdict.Next} when the client's business goes on with another request */
    Verdict judge(Answer answer);
}
