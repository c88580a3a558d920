package dev.holdfast.expiry;

import dev.holdfast.checkout.CheckoutConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Expires stale holds and forgets old idempotency keys. Any number of workers may run; one at a time does the work. */
@SpringBootApplication
@Import(CheckoutConfiguration.class)
public class ExpiryWorker {

    public static void main(String[] args) {
        application().run(args);
    }

    /** @return the application as it is run here, for those who start it beside others; it shares a class path with them */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ExpiryWorker.class).properties("spring.config.name=expiry-worker");
    }
}
