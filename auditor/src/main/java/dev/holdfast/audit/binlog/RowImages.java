package dev.holdfast.audit.binlog;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.PaymentStatus;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.json.Unreadable;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the values of a row in the binlog to what they mean. */
final class RowImages {

    private final TableColumns columns;

    RowImages(TableColumns columns) {
        this.columns = columns;
    }

    /** @throws Unreadable if a state is not published, or the table has not the columns that it should */
    Aggregate aggregate(String table, Serializable[] values) {
        Image row = image(table, values);
        return switch (table) {
            case "hold" -> new Hold(row.number("id"), row.number("product_id"), row.textOrNull("customer_id"), (int) row.number("quantity"),
                    HoldStatus.of(row.text("status")), row.number("expires_at"), row.number("version"));
            case "orders" -> new Order(row.number("id"), row.number("hold_id"), row.number("product_id"), row.textOrNull("customer_id"),
                    (int) row.number("quantity"), row.amount("unit_price"), row.amount("total"), row.text("currency"),
                    OrderStatus.of(row.text("status")), row.number("version"));
            case "payment" -> payment(row);
            case "stock" -> new Stock(row.number("product_id"), (int) row.number("total"), (int) row.number("available"), row.number("version"));
            default -> throw new Unreadable("the table %s has no aggregates".formatted(table));
        };
    }

    private static Payment payment(Image row) {
        String outcome = row.textOrNull("outcome");
        String orderStatus = row.textOrNull("order_status");
        return new Payment(row.text("idempotency_key"), row.number("order_id"), PaymentStatus.of(row.text("status")),
                outcome == null ? null : PaymentOutcome.of(outcome), orderStatus == null ? null : OrderStatus.of(orderStatus),
                row.number("version"));
    }

    EventRecord event(Serializable[] values) {
        Image row = image("outbox", values);
        return new EventRecord(UUID.fromString(row.text("event_id")), AggregateKind.of(row.text("aggregatetype")), row.text("aggregateid"),
                row.text("type"), row.text("subject"), (byte[]) row.value("payload"));
    }

    private Image image(String table, Serializable[] values) {
        Map<String, Integer> positions = columns.of(table);
        if (positions == null) {
            throw new Unreadable("the table %s is missing".formatted(table));
        }
        return new Image(table, positions, values);
    }

    private record Image(String table, Map<String, Integer> positions, Serializable[] values) {

        Serializable value(String column) {
            Serializable value = valueOrNull(column);
            if (value == null) {
                throw new Unreadable("%s of %s is NULL".formatted(column, table));
            }
            return value;
        }

        private @Nullable Serializable valueOrNull(String column) {
            Integer position = positions.get(column);
            if (position == null) {
                throw new Unreadable("the table %s has no column %s".formatted(table, column));
            }
            return values[position];
        }

        long number(String column) {
            return ((Number) value(column)).longValue();
        }

        long amount(String column) {
            return Fields.amount((BigDecimal) value(column));
        }

        String text(String column) {
            return new String((byte[]) value(column), StandardCharsets.UTF_8);
        }

        @Nullable String textOrNull(String column) {
            return valueOrNull(column) == null ? null : text(column);
        }
    }
}
