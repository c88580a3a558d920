package dev.holdfast.audit.kafka;

/**
 * What one partition has at one moment.
 *
 * @param begin      the first offset that is there; above 0 if older records were removed
 * @param lastStable the offset up to which no transaction is open
 * @param end        the offset after the last record
 */
public record PartitionRange(String topic, int partition, long begin, long lastStable, long end) {

    /** @return such as {@code checkout.holds-0} */
    public String name() {
        return topic + "-" + partition;
    }
}
