package dev.holdfast.api.security.access;

import dev.holdfast.api.ratelimit.RateLimitFilter;
import dev.holdfast.api.ratelimit.RateLimits;
import dev.holdfast.api.security.Role;
import dev.holdfast.api.security.SecurityProperties;
import jakarta.servlet.Filter;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may call what. What no rule names, nobody may call; {@code docs/deploying.md} has the same as a table.
 *
 * <p>There are no sessions, and a caller proves who it is in a header that no browser sends by itself. A foreign page can therefore not
 * make a browser act for its user, so nothing is needed against that (CSRF).
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class AccessRules {

    private final SecurityProperties properties;

    AccessRules(SecurityProperties properties) {
        this.properties = properties;
    }

    /**
     * Webhooks, which are authenticated by the signature of their body, the contract, which everybody may read, and what machines ask the
     * management port. No filter looks at these: a provider may well send an {@code Authorization} of its own. Swagger UI is a handful of
     * files, and only there where {@code holdfast.api.swagger-ui} is true.
     */
    @Bean
    @Order(1)
    SecurityFilterChain openToAll() {
        RequestMatcher webhooks = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/payments/webhook/**");
        RequestMatcher contract = new OrRequestMatcher(PathPatternRequestMatcher.pathPattern("/openapi.yaml"),
                PathPatternRequestMatcher.pathPattern("/swagger-ui/**"));
        return unguarded(new OrRequestMatcher(webhooks, contract, EndpointRequest.to("health", "info", "prometheus")));
    }

    private static SecurityFilterChain unguarded(RequestMatcher requests) {
        return new DefaultSecurityFilterChain(requests, List.<Filter>of());
    }

    @Bean
    @Order(2)
    SecurityFilterChain byRole(HttpSecurity http, Callers callers, Refusals refusals, RateLimits limits) {
        if (properties.open()) {
            return unguarded(AnyRequestMatcher.INSTANCE);
        }
        BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(callers);
        bearer.setAuthenticationEntryPoint(refusals);
        return withoutState(http)
                .headers(headers -> headers.defaultsDisabled().contentTypeOptions(Customizer.withDefaults()))
                .addFilterBefore(bearer, ExceptionTranslationFilter.class)
                .addFilterAfter(new RateLimitFilter(limits, refusals.problems()), AuthorizationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers("/api/**").hasAnyAuthority(names(Role.STOREFRONT, Role.CUSTOMER))
                        .requestMatchers("/admin/outbox/**").hasAnyAuthority(names(Role.ADMIN, Role.OPS))
                        .requestMatchers("/admin/**").hasAnyAuthority(names(Role.ADMIN))
                        .anyRequest().denyAll())
                .build();
    }

    /** Of Spring Security's filters, each request runs through no more than it needs. */
    private static HttpSecurity withoutState(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static String[] names(Role... roles) {
        return Arrays.stream(roles).map(Role::name).toArray(String[]::new);
    }

    /**
     * Refuses paths that can be read in two ways. Methods, headers and parameters are left to what reads them, which answers with the
     * problem that the API has for it; {@code //} is an address like others, at which there is nothing.
     */
    @Bean
    StrictHttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }
}
