package dev.holdfast.checkout.search;

import dev.holdfast.checkout.payment.PaymentOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A search along the times of receipt, from the latest back. Payments are in the index by outcome first, so each outcome is a range of its
 * own, and their beginnings are merged. Of each range as many rows are read as the budget allows; where that is not all of it, nothing
 * that lies behind its last row may be told yet, because the range could have more of it.
 */
final class PaymentSearch {

    private final PaymentSearchTable payments;

    PaymentSearch(PaymentSearchTable payments) {
        this.payments = payments;
    }

    Page<ReceivedPayment, PaymentPosition> page(PaymentFilter filter, @Nullable PaymentPosition before, int limit) {
        int perRange = filter.isAllInTheIndex() ? limit : Math.max(limit, Page.BUDGET / PaymentOutcome.values().length);
        List<List<ReceivedPayment>> ranges = filter.orderId() != null
                ? List.of(payments.ofOrder(filter.orderId(), filter, before, perRange))
                : filter.outcomes().stream().map(outcome -> payments.ofOutcome(outcome, filter, before, perRange)).toList();
        Optional<PaymentPosition> horizon = ranges.stream().filter(range -> range.size() == perRange)
                .map(range -> range.getLast().position()).max(Comparator.naturalOrder());
        List<ReceivedPayment> found = new ArrayList<>();
        ranges.forEach(range -> range.stream().filter(filter::accepts)
                .filter(payment -> horizon.isEmpty() || payment.position().compareTo(horizon.get()) >= 0).forEach(found::add));
        found.sort(Comparator.comparing(ReceivedPayment::position).reversed());
        if (found.size() < limit) {
            return new Page<>(List.copyOf(found), horizon.orElse(null));
        }
        List<ReceivedPayment> page = List.copyOf(found.subList(0, limit));
        return new Page<>(page, page.getLast().position());
    }
}
