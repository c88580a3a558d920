package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every state in which a hold and its order can be, against everything that can be done to them. "sold out" means that other
 * buyers hold all units that the purchase does not have itself.
 */
class StateTableIT extends WithCheckout {

    @ParameterizedTest(name = "{0}, {1} → {2}")
    @CsvSource({
        // state before,             what happens,  hold, order, available of 10 (the purchase has 3)
        "reserved,                   order,         attached/pending/7",
        "reserved,                   release,       released/-/10",
        "reserved,                   sweep,         reserved/-/7",
        "stale reserved,             order,         expired/-/10",
        "stale reserved,             release,       expired/-/10",
        "stale reserved,             sweep,         expired/-/10",
        "released,                   order,         released/-/10",
        "released,                   release,       released/-/10",
        "released,                   sweep,         released/-/10",
        "expired,                    order,         expired/-/10",
        "expired,                    release,       expired/-/10",
        "expired,                    sweep,         expired/-/10",

        "pending,                    order,         attached/pending/7",
        "pending,                    release,       attached/pending/7",
        "pending,                    cancel,        released/cancelled/10",
        "pending,                    success,       consumed/paid/7",
        "pending,                    failure,       released/cancelled/10",
        "pending,                    sweep,         attached/pending/7",
        "stale pending,              order,         expired/expired/10",
        "stale pending,              release,       expired/expired/10",
        "stale pending,              cancel,        expired/expired/10",
        "stale pending,              success,       consumed/paid/7",
        "stale pending,              failure,       expired/expired/10",
        "stale pending,              sweep,         expired/expired/10",
        "paid,                       order,         consumed/paid/7",
        "paid,                       release,       consumed/paid/7",
        "paid,                       cancel,        consumed/paid/7",
        "paid,                       success,       consumed/paid/7",
        "paid,                       failure,       consumed/paid/7",
        "paid,                       sweep,         consumed/paid/7",
        "cancelled,                  order,         released/cancelled/10",
        "cancelled,                  release,       released/cancelled/10",
        "cancelled,                  cancel,        released/cancelled/10",
        "cancelled,                  success,       consumed/paid/7",
        "cancelled,                  failure,       released/cancelled/10",
        "cancelled,                  sweep,         released/cancelled/10",
        "order expired,              order,         expired/expired/10",
        "order expired,              release,       expired/expired/10",
        "order expired,              cancel,        expired/expired/10",
        "order expired,              success,       consumed/paid/7",
        "order expired,              failure,       expired/expired/10",
        "order expired,              sweep,         expired/expired/10",
        "cancelled and sold out,     success,       released/refund_required/0",
        "order expired and sold out, success,       expired/refund_required/0",
        "stale pending and sold out, success,       consumed/paid/0",
        "cancelled and stale units,  success,       consumed/paid/0",
        "refund required,            order,         expired/refund_required/0",
        "refund required,            release,       expired/refund_required/0",
        "refund required,            cancel,        expired/refund_required/0",
        "refund required,            success,       expired/refund_required/0",
        "refund required,            failure,       expired/refund_required/0",
        "refund required,            sweep,         expired/refund_required/0",
    })
    void leadsToTheStateOfTheDesign(String before, String action, String after) {
        Purchase purchase = purchase(before);
        perform(action, purchase);
        assertThat(describe(purchase)).isEqualTo(after);
    }

    private record Purchase(Hold hold, Order order) {

        long orderId() {
            return order == null ? -1 : order.id();
        }
    }

    private Purchase purchase(String state) {
        checkout.product(product, 10);
        Hold hold = checkout.hold(product, 3);
        boolean withoutOrder = state.matches("(stale )?reserved|released|expired");
        Purchase purchase = new Purchase(hold, withoutOrder ? null : checkout.order(hold.id()));
        switch (state) {
            case "reserved", "pending" -> { }
            case "stale reserved", "stale pending" -> checkout.makeStale(hold.id());
            case "released" -> checkout.release(hold.id());
            case "paid" -> perform("success", purchase);
            case "cancelled" -> perform("cancel", purchase);
            case "expired", "order expired" -> expire(hold);
            case "stale pending and sold out" -> {
                othersHold(7);
                checkout.makeStale(hold.id());
            }
            case "cancelled and sold out" -> {
                perform("cancel", purchase);
                othersHold(10);
            }
            case "cancelled and stale units" -> {
                perform("cancel", purchase);
                othersHold(7);
                checkout.makeStale(othersHold(3).id());
            }
            case "order expired and sold out" -> {
                expire(hold);
                othersHold(10);
            }
            case "refund required" -> {
                expire(hold);
                othersHold(10);
                perform("success", purchase);
            }
            default -> throw new IllegalArgumentException(state);
        }
        return purchase;
    }

    private void expire(Hold hold) {
        checkout.makeStale(hold.id());
        assertThat(checkout.sweep(product)).isEqualTo(1);
    }

    private Hold othersHold(int units) {
        return checkout.hold(product, units);
    }

    private int deliveries;

    private void perform(String action, Purchase purchase) {
        switch (action) {
            case "order" -> checkout.tryOrder(purchase.hold().id());
            case "release" -> checkout.release(purchase.hold().id());
            case "cancel" -> checkout.cancel(purchase.orderId());
            case "success" -> checkout.pay("s" + product + "-" + ++deliveries, purchase.orderId(), PaymentStatus.SUCCESS);
            case "failure" -> checkout.pay("f" + product + "-" + ++deliveries, purchase.orderId(), PaymentStatus.FAILURE);
            case "sweep" -> checkout.sweep(product);
            default -> throw new IllegalArgumentException(action);
        }
    }

    private String describe(Purchase purchase) {
        return checkout.holdStatus(purchase.hold().id()) + "/"
                + checkout.orderStatusOfHold(purchase.hold().id()).orElse("-") + "/" + checkout.available(product);
    }
}
