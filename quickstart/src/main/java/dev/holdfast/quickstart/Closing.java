package dev.holdfast.quickstart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends one thing so that the next one can be ended too, whatever happens. */
final class Closing {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private Closing() {
    }

    static void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception failure) {
            log.warn("{} did not end cleanly", running, failure);
        }
    }
}
