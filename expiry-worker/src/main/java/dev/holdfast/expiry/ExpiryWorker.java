package dev.holdfast.expiry;

import dev.holdfast.checkout.CheckoutConfiguration;
import dev.holdfast.reconcile.ReconcilerConfiguration;
import dev.holdfast.reconcile.stripe.StripeConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * Expires stale holds, asks the payment provider, and forgets old idempotency keys. Any number of workers may run; one at a time does the
 * work.
 */
// Where the applications share a class path, the API's library must not lock what is reachable from this machine alone.
@SpringBootApplication(excludeName = {
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"})
@Import({CheckoutConfiguration.class, StripeConfiguration.class, ReconcilerConfiguration.class, ReconcilerLoops.class})
public class ExpiryWorker {

    public static void main(String[] args) {
        application().run(args);
    }

    /** @return the application as it is run here, for those who start it beside others; it shares a class path with them */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ExpiryWorker.class).properties("spring.config.name=expiry-worker");
    }
}
