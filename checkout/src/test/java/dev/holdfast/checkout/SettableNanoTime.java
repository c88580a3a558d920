package dev.holdfast.checkout;

import dev.holdfast.checkout.stock.SoldOut;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Time passes for the memory of what is sold out when a test says so, and only then. */
final class SettableNanoTime implements LongSupplier {

    private final AtomicLong now = new AtomicLong(System.nanoTime());

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(CheckoutConfiguration.class)
    static class Application {

        @Bean
        SettableNanoTime nanoTime() {
            return new SettableNanoTime();
        }

        @Bean
        @Primary
        SoldOut soldOutByTestTime(CheckoutProperties properties, SettableNanoTime nanoTime) {
            return new SoldOut(properties.soldOutMemory(), nanoTime);
        }
    }
}
