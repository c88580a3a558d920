package dev.holdfast.expiry;

import dev.holdfast.checkout.transaction.StorageUnavailable;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Writes one line when something stops working and one when it works again, however often it is tried in between. */
final class OutageLog {

    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

    private final String activity;
    private boolean out;

    /** @param activity such as {@code Expiring the holds of product 1} */
    OutageLog(String activity) {
        this.activity = activity;
    }

    void occurred(RuntimeException failure) {
        if (out) {
            return;
        }
        out = true;
        switch (failure) {
            case StorageUnavailable away -> log.warn("{} fails and is tried again: {}", activity, rootMessage(away));
            case DataAccessException away -> log.warn("{} fails and is tried again: {}", activity, rootMessage(away));
            case TransactionException away -> log.warn("{} fails and is tried again: {}", activity, rootMessage(away));
            case LockException away -> log.warn("{} fails and is tried again: {}", activity, rootMessage(away));
            // A bug, not an outage: where it came from matters.
            default -> log.error("{} fails and is tried again", activity, failure);
        }
    }

    void ended() {
        if (out) {
            out = false;
            log.info("{} works again", activity);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "%s: %s".formatted(root.getClass().getSimpleName(), String.valueOf(root.getMessage()).lines().findFirst().orElse(""));
    }
}
