package dev.holdfast.faults.crash;

/** A method of the product, or of what it stands on, at whose begin or end a process dies. */
public enum CrashPoint {

    /** The lane is fenced, the progress not read yet. */
    RELAY_FENCED("dev.holdfast.relay.LaneProducer", "fenceEarlierOwners", false),
    /** Some records of the batch are handed over. */
    RELAY_SENDING("org.apache.kafka.clients.producer.KafkaProducer", "send", false),
    /** All records are acknowledged, the transaction is open. */
    RELAY_SENT("dev.holdfast.relay.LaneProducer", "send", false),
    RELAY_BEFORE_COMMIT("dev.holdfast.relay.LaneProducer", "commit", true),
    /** Published, and no row of it deleted. */
    RELAY_COMMITTED("dev.holdfast.relay.LaneProducer", "commit", false),
    RELAY_BEFORE_DELETE("dev.holdfast.outbox.OutboxBacklog", "delete", true),
    RELAY_DELETED("dev.holdfast.outbox.OutboxBacklog", "delete", false),

    API_BEFORE_TRANSACTION("org.springframework.jdbc.datasource.DataSourceTransactionManager", "doBegin", true),
    /** Everything is written and nothing committed; the locks are held. */
    API_IN_TRANSACTION("dev.holdfast.outbox.Outbox", "append", false),
    API_BEFORE_COMMIT("org.springframework.jdbc.datasource.DataSourceTransactionManager", "doCommit", true),
    /** Committed, and nobody answered. */
    API_COMMITTED("org.springframework.jdbc.datasource.DataSourceTransactionManager", "doCommit", false);

    private final String type;
    private final String method;
    private final boolean atBegin;

    CrashPoint(String type, String method, boolean atBegin) {
        this.type = type;
        this.method = method;
        this.atBegin = atBegin;
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    boolean atBegin() {
        return atBegin;
    }

    /** @return whether it lies in the relay; else in the API */
    public boolean isInRelay() {
        return name().startsWith("RELAY_");
    }
}
