package dev.holdfast.audit.contract;

import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.json.JsonObjects;
import dev.holdfast.audit.json.Unreadable;

/** From an event's value to what it tells, by the JSON Schemas, and whether its type and subject fit that, by asyncapi.yaml. */
public final class EventReader {

    private static final String PREFIX = "dev.holdfast.";
    private static final String SUFFIX = ".v1";

    private EventReader() {
    }

    /** @throws Unreadable if the value does not have the published form, or type or subject say something else than it does */
    public static Aggregate read(EventRecord event) {
        Fields fields = JsonObjects.read(event.value());
        Aggregate told = switch (event.kind()) {
            case HOLD -> hold(fields);
            case ORDER -> order(fields);
            case PAYMENT -> payment(fields);
            case STOCK -> stock(fields);
        };
        if (told.version() < 1) {
            throw new Unreadable("its version is %d".formatted(told.version()));
        }
        if (!told.subject().equals(event.subject())) {
            throw new Unreadable("its subject is '%s', but it tells of %s".formatted(event.subject(), told.name()));
        }
        if (!isTypeOf(told, event.type())) {
            throw new Unreadable("its type %s does not fit what it tells".formatted(event.type()));
        }
        return told;
    }

    private static Hold hold(Fields fields) {
        return new Hold(fields.number("hold_id"), fields.number("product_id"), fields.textOrNull("customer_id"),
                fields.smallNumber("quantity"), HoldStatus.of(fields.text("status")), fields.time("expires_at"), fields.number("version"));
    }

    private static Order order(Fields fields) {
        return new Order(fields.number("order_id"), fields.number("hold_id"), fields.number("product_id"), fields.textOrNull("customer_id"),
                fields.smallNumber("quantity"), fields.amount("unit_price"), fields.amount("total"), fields.text("currency"),
                OrderStatus.of(fields.text("status")), fields.number("version"));
    }

    private static Payment payment(Fields fields) {
        String orderStatus = fields.textOrNull("order_status");
        return new Payment(fields.text("idempotency_key"), fields.number("order_id"), PaymentStatus.of(fields.text("status")),
                PaymentOutcome.of(fields.text("outcome")), orderStatus == null ? null : OrderStatus.of(orderStatus), fields.number("version"));
    }

    private static Stock stock(Fields fields) {
        return new Stock(fields.number("product_id"), fields.smallNumber("total"), fields.smallNumber("available"), fields.number("version"));
    }

    private static boolean isTypeOf(Aggregate told, String type) {
        if (!type.startsWith(PREFIX) || !type.endsWith(SUFFIX)) {
            return false;
        }
        String name = type.substring(PREFIX.length(), type.length() - SUFFIX.length());
        return switch (told) {
            case Hold hold -> name.equals(switch (hold.status()) {
                case RESERVED -> "hold.created";
                case ATTACHED -> "hold.attached";
                case CONSUMED -> "hold.consumed";
                case RELEASED -> "hold.released";
                case EXPIRED -> "hold.expired";
            });
            case Order order -> name.equals(switch (order.status()) {
                case PENDING -> "order.created";
                case PAID -> "order.paid";
                case CANCELLED -> "order.cancelled";
                case EXPIRED -> "order.expired";
                case REFUND_REQUIRED -> "order.refund-required";
            });
            case Payment payment -> payment.outcome() != null && name.equals(switch (payment.outcome()) {
                case PAID, CANCELLED, NO_EFFECT -> "payment.received";
                case REFUND_REQUIRED -> "payment.refund-required";
                case DUPLICATE_CHARGE -> "payment.duplicate";
                case UNMATCHED -> "payment.unmatched";
            });
            case Stock stock -> switch (name) {
                case "stock.sold-out" -> stock.available() == 0;
                case "stock.restocked" -> stock.available() >= 1;
                default -> name.equals("stock.changed");
            };
        };
    }
}
