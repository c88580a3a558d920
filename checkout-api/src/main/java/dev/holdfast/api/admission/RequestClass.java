package dev.holdfast.api.admission;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What requests are for. Those that matter more stand first. */
enum RequestClass {
    /** What payment providers tell: money has moved already. */
    WEBHOOKS,
    /** Operators, who may be about to end the overload: by closing a sale, for example. Few, and the only ones who can. */
    ADMIN,
    /** What buyers do with the units that they have: order, cancel. */
    ORDERS,
    /** Those who want units, or give them back. */
    HOLDS,
    /** All that changes nothing, and whatever is at no address of the above. */
    READS;

    /**
     * @return null for what is never refused: the metrics and the health, which are needed most when there is too much to do, where
     *         they are on the shop's own port
     */
    static @Nullable RequestClass of(HttpServletRequest request) {
        // As Tomcat has normalized it: what begins like a webhook and leads elsewhere by "/../" must not be taken for one.
        String path = request.getServletPath();
        return path.startsWith("/actuator/") ? null
                : path.startsWith("/admin/") ? ADMIN
                : isSafe(request.getMethod()) ? READS
                : path.startsWith("/api/payments/webhook") ? WEBHOOKS
                : path.startsWith("/api/orders") ? ORDERS
                : path.startsWith("/api/holds") ? HOLDS
                : READS;
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** @return as properties and metrics name it */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
