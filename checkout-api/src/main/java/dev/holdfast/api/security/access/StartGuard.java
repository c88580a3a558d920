package dev.holdfast.api.security.access;

import dev.holdfast.api.security.SecurityProperties;
import dev.holdfast.api.security.key.LiveKeys;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Refuses to start where anybody could do everything, or nobody anything. Both are mistakes of a configuration, and better found now than
 * by others. While the database is away, nobody knows whether there are keys; then the API starts, and answers 503 until it is there.
 */
@Component
final class StartGuard implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(StartGuard.class);

    private final SecurityProperties properties;
    private final LiveKeys keys;
    private final Callers callers;
    private final @Nullable InetAddress address;

    StartGuard(SecurityProperties properties, LiveKeys keys, Callers callers,
            @Value("${server.address:#{null}}") @Nullable InetAddress address) {
        this.properties = properties;
        this.keys = keys;
        this.callers = callers;
        this.address = address;
    }

    /** Runs before the server takes its first request. */
    @Override
    public void afterSingletonsInstantiated() {
        if (properties.open()) {
            requireLoopback();
            log.warn("holdfast.security.open is true: whoever reaches this port may do everything");
            return;
        }
        keys.start();
        if (keys.areNone() && !callers.takesTokens()) {
            throw new UnsafeStart("Nobody could call this API: there is no key and no identity provider.",
                    "Make a key, and give its SHA-256 as holdfast.security.bootstrap-key-hash (HOLDFAST_BOOTSTRAP_KEY_HASH); "
                    + "docs/operations.md, \"API keys\", has the commands. Only to try Holdfast out on this machine, set "
                    + "holdfast.security.open=true.");
        }
    }

    private void requireLoopback() {
        if (address == null || !address.isLoopbackAddress()) {
            throw new UnsafeStart("holdfast.security.open is true, and the API would listen beyond this machine.",
                    "Set server.address (HOLDFAST_BIND_ADDRESS) to 127.0.0.1, or take holdfast.security.open away and make a key: "
                    + "docs/operations.md, \"API keys\".");
        }
    }
}
