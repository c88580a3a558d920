package dev.holdfast.api.security.access;

import dev.holdfast.api.security.key.KeysUnknown;
import dev.holdfast.api.security.key.LiveKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/**
 * Tells who a bearer token stands for: an API key, or a token of an identity provider where
 * {@code spring.security.oauth2.resourceserver.jwt} names one.
 */
@Component
final class Callers implements AuthenticationManager {

    private final LiveKeys keys;
    private final @Nullable JwtAuthenticationProvider tokens;

    Callers(LiveKeys keys, ObjectProvider<JwtDecoder> decoder, TokenRoles roles) {
        this.keys = keys;
        JwtDecoder tokensOf = decoder.getIfAvailable();
        this.tokens = tokensOf == null ? null : new JwtAuthenticationProvider(tokensOf);
        if (tokens != null) {
            tokens.setJwtAuthenticationConverter(roles);
        }
    }

    boolean takesTokens() {
        return tokens != null;
    }

    /** @throws CallersUnknown if that cannot be found out now */
    @Override
    public Authentication authenticate(Authentication sent) throws AuthenticationException {
        BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) sent;
        try {
            // A token has two dots, a key none.
            if (tokens != null && bearer.getToken().indexOf('.') >= 0) {
                return tokens.authenticate(bearer);
            }
            return keys.find(bearer.getToken()).orElseThrow(() -> new InvalidBearerTokenException("No such key"));
        } catch (KeysUnknown | AuthenticationServiceException away) {
            throw new CallersUnknown(away);
        }
    }
}
