package dev.holdfast.benchmark.load;

/** When requests are sent. */
public sealed interface Pace {

    /** @return how many connections are open at the most */
    int connections();

    /** Each client sends as soon as it is answered: the load finds the highest throughput, and latency is what that costs. */
    record Saturate(int clients) implements Pace {

        @Override
        public int connections() {
            return clients;
        }
    }

    /**
     * Requests have times at which they are meant to start, whatever became of those before them, and latency counts from then on: what
     * waits for a free connection has been late since its time. None is left out.
     *
     * @param perSecond more than 0
     */
    record AtRate(double perSecond, int connections) implements Pace {
    }

    /**
     * Likewise, but a request that finds all connections in use when it is due is not sent at all: nobody waits in a line that only grows.
     * How many these were is counted. The rate may be changed while it runs.
     *
     * @param perSecond more than 0
     */
    record Crowd(double perSecond, int connections) implements Pace {
    }
}
