package dev.holdfast.benchmark.load;

/** What an answer is to the one who asked. */
public sealed interface Verdict {

    Verdict ACCEPTED = new Accepted();
    Verdict REFUSED = new Refused();

    /** The client got what it wanted, and every field is right. */
    record Accepted() implements Verdict {
    }

    /** The client got a definite no that can be true. */
    record Refused() implements Verdict {
    }

    /** The answer cannot be right. */
    record Wrong(String why) implements Verdict {
    }

    /** Right so far; the latency of the whole goes on. */
    record Next(Request request) implements Verdict {
    }
}
