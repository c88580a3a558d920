package dev.holdfast.api.security.access;

import dev.holdfast.api.security.Caller;
import dev.holdfast.api.security.CallerToken;
import dev.holdfast.api.security.Role;
import dev.holdfast.api.security.SecurityProperties;
import dev.holdfast.checkout.idempotency.Fingerprint;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Reads the caller out of a token of an identity provider, whose signature, issuer and times have been checked by then. */
@Component
final class TokenRoles implements Converter<Jwt, CallerToken> {

    /** As {@code customer_id} in a body. */
    private static final Pattern CUSTOMER = Pattern.compile("[!-~]{1,64}");

    private static final int LONGEST_ID = 64;

    private final String claim;

    TokenRoles(SecurityProperties properties) {
        this.claim = properties.rolesClaim();
    }

    /** @throws InvalidBearerTokenException if it has no subject, or that of a customer is no customer id */
    @Override
    public CallerToken convert(Jwt token) {
        String subject = token.getSubject();
        if (subject == null || subject.isEmpty()) {
            throw new InvalidBearerTokenException("The token has no subject");
        }
        Set<Role> roles = roles(token);
        if (!roles.contains(Role.CUSTOMER)) {
            return new CallerToken(new Caller(id("subject:", subject), null), roles);
        }
        if (!CUSTOMER.matcher(subject).matches()) {
            throw new InvalidBearerTokenException("The subject is no customer id");
        }
        // Whatever else the token says: who is a customer acts for nobody else.
        return new CallerToken(new Caller(id("customer:", subject), subject), Set.of(Role.CUSTOMER));
    }

    private Set<Role> roles(Jwt token) {
        Collection<?> labels = switch (token.getClaims().get(claim)) {
            case String text -> Arrays.asList(text.split(" "));
            case Collection<?> list -> list;
            case null, default -> List.of();
        };
        Set<Role> roles = EnumSet.noneOf(Role.class);
        labels.stream().map(label -> Role.of(Objects.toString(label))).flatMap(Optional::stream).forEach(roles::add);
        return roles;
    }

    /** Subjects of identity providers may be longer than an id, and of other characters: those go by their hash. */
    private static String id(String kind, String subject) {
        String whole = kind + subject;
        return whole.length() <= LONGEST_ID && CUSTOMER.matcher(whole).matches() ? whole : Fingerprint.of(whole).sha256();
    }
}
