package dev.holdfast.faults.crash;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A method of the product, or of what it stands on, at whose begin or end something befalls the process. */
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

    /** @param qualified the class's full name, a dot, the method's name */
    boolean is(String qualified, boolean begin) {
        return begin == atBegin && qualified.equals(type + "." + method);
    }

    /** @return for tables: {@code relay-before-commit} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return whether it lies in the relay; else in the API */
    public boolean isInRelay() {
        return name().startsWith("RELAY_");
    }

    /** @return those that lie in the relay */
    public static List<CrashPoint> ofRelay() {
        return Stream.of(values()).filter(CrashPoint::isInRelay).toList();
    }

    /** @return those that lie in the API */
    public static List<CrashPoint> ofApi() {
        return Stream.of(values()).filter(point -> !point.isInRelay()).toList();
    }
}
