package dev.holdfast.benchmark.relay;

import java.util.List;

/** Who brings events from a transaction to Kafka. */
enum Contender {

    HOLDFAST("Holdfast", true, List.of()),
    DEBEZIUM("Debezium embedded", true, List.of()),
    NAMASTACK("namastack-outbox", false, List.of()),
    GRUELBOX("gruelbox transaction-outbox", false, List.of()),
    /** Loads its whole backlog, once for each thread that resubmits it. */
    MODULITH("Spring Modulith", false, List.of("-Xmx4g"));

    private final String label;
    private final boolean relaysApart;
    private final List<String> jvmOptions;

    Contender(String label, boolean relaysApart, List<String> jvmOptions) {
        this.label = label;
        this.relaysApart = relaysApart;
        this.jvmOptions = jvmOptions;
    }

    String label() {
        return label;
    }

    /** @return whether events are published by a process that does not write them */
    boolean relaysApart() {
        return relaysApart;
    }

    /** @return what its processes need besides the options that all have */
    List<String> jvmOptions() {
        return jvmOptions;
    }

    /** @return whether it promises each event exactly once, and in the order of its key */
    boolean isExact() {
        return this == HOLDFAST;
    }
}
