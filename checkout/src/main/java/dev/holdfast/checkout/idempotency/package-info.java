/**
 * Requests that carry a key of their sender's choice, and are carried out once however often they are sent
 * (draft-ietf-httpapi-idempotency-key-header). The key's row and the effect are one transaction.
 */
@NullMarked
package dev.holdfast.checkout.idempotency;

import org.jspecify.annotations.NullMarked;
