package dev.holdfast.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who sent the request that this thread serves.
 *
 * @param id       1 to 64 visible ASCII characters. The same for all keys of one name, so that a client that changes its key stays the
 *                 caller that it was: its idempotency keys and its limits are its own still
 * @param customer whose holds and orders this caller may see and use, and no others; null for who acts for any customer
 */
public record Caller(String id, @Nullable String customer) {

    /** Whoever calls where nobody needs to say who it is: webhooks, and everywhere while {@code holdfast.security.open} is true. */
    public static final Caller ANONYMOUS = new Caller("anonymous", null);

    /** @return {@link #ANONYMOUS} if nobody was authenticated */
    public static Caller current() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known instanceof CallerToken token ? token.getPrincipal() : ANONYMOUS;
    }

    /**
     * @param named the customer that a request names; null if it names none
     * @return whether this caller may act for that one
     */
    public boolean mayActFor(@Nullable String named) {
        return customer == null || named == null || customer.equals(named);
    }

    /**
     * @param named as for {@link #mayActFor}, which must be true
     * @return for whom this caller acts; null for a buyer who is not known
     */
    public @Nullable String actsFor(@Nullable String named) {
        return customer == null ? named : customer;
    }

    /** @param owner of a hold or an order; null where it has none */
    public boolean maySee(@Nullable String owner) {
        return customer == null || customer.equals(owner);
    }
}
