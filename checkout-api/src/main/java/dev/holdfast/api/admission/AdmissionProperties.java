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
record AdmissionProperties(@DefaultValue Places places, @DefaultValue("384") int maxWaiting, @DefaultValue("500ms") Duration maxWait) {

    AdmissionProperties {
        check("max-waiting", maxWaiting, 0);
        if (maxWait.compareTo(Duration.ofMillis(10)) < 0 || maxWait.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("holdfast.api.admission.max-wait must be 10ms to 10s, but is " + maxWait);
        }
    }

    /**
     * Places that a class has for itself, 1 to 100,000 each. One that matters more may also use those that less important ones leave.
     *
     * @param admin of operators, who are few
     * @param holds as many as there may be clients of one hot product without any of them having to wait for a place
     */
    record Places(@DefaultValue("128") int webhooks, @DefaultValue("16") int admin, @DefaultValue("128") int orders,
            @DefaultValue("1024") int holds, @DefaultValue("256") int reads) {

        Places {
            check("places.webhooks", webhooks, 1);
            check("places.admin", admin, 1);
            check("places.orders", orders, 1);
            check("places.holds", holds, 1);
            check("places.reads", reads, 1);
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

    private static void check(String name, int value, int least) {
        if (value < least || value > 100_000) {
            throw new IllegalArgumentException("holdfast.api.admission.%s must be %d to 100000, but is %d".formatted(name, least, value));
        }
    }
}
