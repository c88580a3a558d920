package dev.holdfast.audit.contract;

import java.util.List;

/**
 * What one transaction has committed.
 *
 * @param position where it ends in the binlog, such as {@code binlog.000003:4711}
 * @param changes  of holds, orders, payments and stocks, in the order of the statements
 * @param events   inserted into the outbox, likewise
 */
public record CommittedTransaction(String position, List<Change> changes, List<EventRecord> events) {
}
