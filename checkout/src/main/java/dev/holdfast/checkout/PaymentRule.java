package dev.holdfast.checkout;

import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a payment does to its order. A failure never undoes anything; a success is never dropped.
 *
 * <p>A success of another amount or currency than the order's pays nothing: it is owed back, whatever has become of the order, and
 * leaves the order as it is. A pending one can still be paid as it should be, until its hold runs out
 * ({@code docs/adr/0009-webhook-signatures-and-amounts.md}).
 */
final class PaymentRule {

    private PaymentRule() {
    }

    /** A success for a pending order needs no stock: units that were held become units that are sold. */
    static boolean needsStock(Command command, Order order) {
        return switch (order.status()) {
            case PENDING -> command.status() == PaymentStatus.FAILURE;
            case CANCELLED, EXPIRED -> command.status() == PaymentStatus.SUCCESS && command.charge().fits(order);
            case PAID, REFUND_REQUIRED -> false;
        };
    }

    /** @param work has locked the order, its hold, and the stock if it {@link #needsStock} */
    static PaymentOutcome decide(Command command, Order order, UnitOfWork work) {
        return switch (command.status()) {
            case FAILURE -> fail(order, work, command.traceparent());
            case SUCCESS -> command.charge().fits(order) ? succeed(order, work, command.traceparent()) : PaymentOutcome.REFUND_REQUIRED;
        };
    }

    private static PaymentOutcome fail(Order order, UnitOfWork work, @Nullable String traceparent) {
        if (order.status() != OrderStatus.PENDING) {
            return PaymentOutcome.NO_EFFECT;
        }
        Hold hold = work.hold(order.holdId()).orElseThrow();
        if (hold.isStale(work.now())) {
            work.expire(hold, traceparent);
            return PaymentOutcome.NO_EFFECT;
        }
        work.release(hold, traceparent);
        return PaymentOutcome.CANCELLED;
    }

    private static PaymentOutcome succeed(Order order, UnitOfWork work, @Nullable String traceparent) {
        return switch (order.status()) {
            case PENDING -> {
                work.pay(order, traceparent);
                yield PaymentOutcome.PAID;
            }
            case CANCELLED, EXPIRED -> succeedLate(order, work, traceparent);
            case PAID, REFUND_REQUIRED -> PaymentOutcome.DUPLICATE_CHARGE;
        };
    }

    private static PaymentOutcome succeedLate(Order order, UnitOfWork work, @Nullable String traceparent) {
        int missing = order.quantity() - work.stock(order.productId()).available();
        if (missing > 0) {
            work.expireStale(order.productId(), missing);
        }
        if (work.stock(order.productId()).available() < order.quantity()) {
            work.requireRefund(order, traceparent);
            return PaymentOutcome.REFUND_REQUIRED;
        }
        work.payLate(order, traceparent);
        return PaymentOutcome.PAID;
    }
}
