package dev.holdfast.api.storefront;

import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.problem.Refused;
import dev.holdfast.api.ratelimit.RateLimits;
import dev.holdfast.api.security.Caller;
import dev.holdfast.checkout.FindCheckouts;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the caller may see and use. One that is a customer has its own holds and orders, and to it there are no others. A hold or an order
 * never changes its customer, so what is read here without a lock is still so when it is used.
 */
@Component
final class CustomerScope {

    private final FindCheckouts find;
    private final RateLimits limits;

    CustomerScope(FindCheckouts find, RateLimits limits) {
        this.find = find;
        this.limits = limits;
    }

    /**
     * Counts the hold towards the customer's limit of requests.
     *
     * @param named in the request; null if it names none
     * @return for whom a hold is placed; null for a buyer who is not known
     * @throws Refused if the caller is another customer, or the customer may send no more requests now
     */
    @Nullable String customerOf(@Nullable String named) {
        Caller caller = Caller.current();
        if (!caller.mayActFor(named)) {
            throw new Refused(Problem.of(ProblemType.FORBIDDEN, "You are another customer; leave customer_id out."));
        }
        limits.countFor(named);
        return caller.actsFor(named);
    }

    /** @return empty as well if it is another customer's */
    Optional<Hold> hold(long id) {
        Caller caller = Caller.current();
        return find.hold(id).filter(hold -> caller.maySee(hold.customerId()));
    }

    /** @return empty as well if it is another customer's */
    Optional<Order> order(long id) {
        Caller caller = Caller.current();
        return find.order(id).filter(order -> caller.maySee(order.customerId()));
    }

    /** @return whether to this caller there is no such hold. Costs a query only where the caller is a customer; others may use any */
    boolean hidesHold(long id) {
        return Caller.current().customer() != null && hold(id).isEmpty();
    }

    /** @return as {@link #hidesHold} */
    boolean hidesOrder(long id) {
        return Caller.current().customer() != null && order(id).isEmpty();
    }
}
