package dev.holdfast.api.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is. What each may do is a table in {@code docs/deploying.md}, and the rules of {@code AccessRules}. */
public enum Role {

    /** The servers of a storefront: they act for any customer. */
    STOREFRONT,
    /** One customer, by a token of an identity provider. Sees and uses no other one's holds and orders. No API key has this role. */
    CUSTOMER,
    /** May do everything under {@code /admin}. */
    ADMIN,
    /** Whoever is on call: sees parked events, and decides about them. */
    OPS;

    /** @return as clients, tables and tokens write it */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty for a label that is none */
    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
