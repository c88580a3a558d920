package dev.holdfast.api.security;

import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller that has been authenticated, as Spring Security passes it around. Has no secret in it, so it may appear in any log. */
public final class CallerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    public CallerToken(Caller caller, Collection<Role> roles) {
        super(AuthorityUtils.createAuthorityList(roles.stream().map(Role::name).toList()));
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
