package dev.holdfast.audit.database;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.PaymentStatus;
import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.json.JsonObjects;
import dev.holdfast.audit.json.Unreadable;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/** Rows by the positions of their columns, which a driver finds faster than names, in the order of {@link SnapshotTransaction}'s statements. */
final class TableRows {

    private TableRows() {
    }

    static Hold hold(ResultSet row) throws SQLException {
        return new Hold(row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4), HoldStatus.of(row.getString(5)), row.getLong(6),
                row.getLong(7));
    }

    static Order order(ResultSet row) throws SQLException {
        return new Order(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), row.getInt(5),
                Fields.amount(row.getBigDecimal(6)), Fields.amount(row.getBigDecimal(7)), row.getString(8), OrderStatus.of(row.getString(9)),
                row.getLong(10));
    }

    static Payment payment(ResultSet row) throws SQLException {
        String outcome = row.getString(4);
        String orderStatus = row.getString(5);
        return new Payment(row.getString(1), row.getLong(2), PaymentStatus.of(row.getString(3)),
                outcome == null ? null : PaymentOutcome.of(outcome), orderStatus == null ? null : OrderStatus.of(orderStatus), row.getLong(6));
    }

    static EventRecord waiting(ResultSet row) throws SQLException {
        return new EventRecord(UUID.fromString(row.getString(1)), AggregateKind.of(row.getString(2)), row.getString(3), row.getString(4),
                row.getString(5), row.getBytes(6));
    }

    /** @throws Unreadable if the record of what was skipped is not complete */
    static EventRecord skipped(ResultSet row) throws SQLException {
        Fields outboxRow = JsonObjects.read(row.getString(2).getBytes(StandardCharsets.UTF_8));
        try {
            return new EventRecord(UUID.fromString(row.getString(1)), AggregateKind.of(outboxRow.text("aggregatetype")),
                    outboxRow.text("aggregateid"), outboxRow.text("type"), outboxRow.text("subject"),
                    HexFormat.of().parseHex(outboxRow.text("payload_hex")));
        } catch (IllegalArgumentException noBytes) {
            throw new Unreadable("the skipped event %s has no payload in hexadecimal digits".formatted(row.getString(1)), noBytes);
        }
    }
}
