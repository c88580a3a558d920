package dev.holdfast.api.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests an instance serves at once, and what it does with more.
 *
 * @param places     requests of each class that may be in progress
 * @param maxWaiting requests, all together, that may wait for a place, 0 to 100,000; with the places fewer than
 *                   {@code server.tomcat.max-connections}, else those who wait keep others from connecting at all
 * @param maxWait    how long a request waits for a place before it is refused, 10 ms to 10 s; a tenth more at the most
 */
@ConfigurationProperties("holdfast.api.admission")
record AdmissionProperties(@DefaultValue Places places, @DefaultValue("1024") int maxWaiting, @DefaultValue("500ms") Duration maxWait) {

    AdmissionProperties {
        check("max-waiting", maxWaiting, 0);
        if (maxWait.compareTo(Duration.ofMillis(10)) < 0 || maxWait.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("holdfast.api.admission.max-wait must be 10ms to 10s, but is " + maxWait);
        }
    }

    /**
     * Places that a class has for itself. One that matters more may also use those that less important ones leave. Each is 1 to 100,000,
     * or 0 for as many as the processors suggest: of each 1,024, up to three processors, webhooks and orders get an eighth, holds half and
     * reads a quarter; holds never fewer than 1,024.
     *
     * @param admin of operators, who are few
     */
    record Places(@DefaultValue("0") int webhooks, @DefaultValue("16") int admin, @DefaultValue("0") int orders,
            @DefaultValue("0") int holds, @DefaultValue("0") int reads) {

        private static final int MOST_PROCESSORS = 3;
        private static final int EIGHTH = 128;

        Places {
            int eighth = EIGHTH * Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_PROCESSORS);
            webhooks = check("places.webhooks", webhooks == 0 ? eighth : webhooks, 1);
            admin = check("places.admin", admin, 1);
            orders = check("places.orders", orders == 0 ? eighth : orders, 1);
            holds = check("places.holds", holds == 0 ? 4 * eighth : holds, 1);
            reads = check("places.reads", reads == 0 ? 2 * eighth : reads, 1);
        }

        int of(RequestClass requests) {
            return switch (requests) {
                case WEBHOOKS -> webhooks;
                case ADMIN -> admin;
                case ORDERS -> orders;
                case HOLDS -> holds;
                case READS -> reads;
            };
        }
    }

    private static int check(String name, int value, int least) {
        if (value < least || value > 100_000) {
            throw new IllegalArgumentException("holdfast.api.admission.%s must be %d to 100000, but is %d".formatted(name, least, value));
        }
        return value;
    }
}
