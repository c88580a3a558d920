package dev.holdfast.api.security.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a key.
 *
 * @param name          of the client that will have it. All keys of one name and role are the same caller
 * @param role          {@code storefront}, {@code admin} or {@code ops}
 * @param expiresInDays 1 to 3,650; absent or null for a key that is good until it is revoked
 */
record ApiKeyRequest(
        @NotNull(message = "is required") @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,39}",
                message = "must be 1 to 40 of a to z, 0 to 9, '.', '_' and '-', and begin with a letter or digit") String name,
        @NotNull(message = "is required")
        @Pattern(regexp = "storefront|admin|ops", message = "must be storefront, admin or ops") String role,
        @Min(value = 1, message = "must be from 1 to 3650") @Max(value = 3650, message = "must be from 1 to 3650")
        @Nullable Integer expiresInDays) {
}
