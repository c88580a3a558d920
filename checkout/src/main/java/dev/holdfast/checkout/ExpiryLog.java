package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.Hold;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Says which holds were found expired, a line each, once that is committed. */
final class ExpiryLog {

    private static final Logger log = LoggerFactory.getLogger(ExpiryLog.class);

    private final List<Hold> expired = new ArrayList<>();

    void add(Hold hold) {
        expired.add(hold);
    }

    void writeAfterCommit() {
        if (expired.isEmpty()) {
            return;
        }
        List<Hold> committed = List.copyOf(expired);
        expired.clear();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.forEach(hold -> log.info("Hold {} expired: {} units of product {} are free again",
                        hold.id(), hold.quantity(), hold.productId()));
            }
        });
    }
}
