package dev.holdfast.benchmark.queue;

/**
 * What was seen at one look.
 *
 * @param seconds       since the look before
 * @param published     events since the look before
 * @param readMillis    for which the first 1,000 waiting rows were read
 * @param historyLength undone changes that wait for InnoDB's purge
 */
record Moment(double seconds, long published, double readMillis, long historyLength) {

    double perSecond() {
        return published / seconds;
    }
}
