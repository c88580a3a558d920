package dev.holdfast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** What is cleared away when the test JVM ends. */
final class AtExit {

    private static final Logger log = LoggerFactory.getLogger(AtExit.class);

    /** The JVM starts all shutdown hooks together, in no order; after this long they can all be seen. */
    private static final Duration HOOKS_STARTED = Duration.ofMillis(100);
    private static final Duration APPLICATION_LIMIT = Duration.ofSeconds(30);

    private AtExit() {
    }

    /** Stops the service after the Spring contexts that still use it, so that they can finish and do not wait for a server that is gone. */
    static void stop(AutoCloseable service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                awaitApplications();
                service.close();
            } catch (Exception failure) {
                log.warn("A test service was not stopped", failure);
            }
        }, "test-services-shutdown"));
    }

    private static void awaitApplications() throws InterruptedException {
        LockSupport.parkNanos(HOOKS_STARTED.toNanos());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("Spring") && thread.getName().endsWith("ShutdownHook")) {
                thread.join(APPLICATION_LIMIT);
            }
        }
    }

    /** @return an empty directory for the service; the caller has it deleted with {@link #delete} */
    static Path temporaryDirectory(String service) {
        try {
            return Files.createTempDirectory("holdfast-test-" + service + "-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
