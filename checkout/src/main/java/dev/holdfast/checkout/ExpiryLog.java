package dev.holdfast.checkout;

import static java.util.stream.Collectors.groupingBy;

import dev.holdfast.checkout.hold.Hold;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Says which holds were found expired, once that is committed: a line for each product, which names every one. */
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
                committed.stream().collect(groupingBy(Hold::productId)).forEach((product, holds) ->
                        log.info("Expired: holds {} of product {}, whose {} units are free again", holds.stream().map(Hold::id).toList(),
                                product, holds.stream().mapToLong(Hold::quantity).sum()));
            }
        });
    }
}
