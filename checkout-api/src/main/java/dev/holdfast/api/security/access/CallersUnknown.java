package dev.holdfast.api.security.access;

import org.springframework.security.core.AuthenticationException;

/** Whoever calls may be right: neither the keys nor those of the identity provider can be read now. Answered 503. */
final class CallersUnknown extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    CallersUnknown(RuntimeException cause) {
        super("Callers cannot be authenticated", cause);
    }
}
