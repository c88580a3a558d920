package dev.holdfast.reconcile;

import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.reconcile.ProviderPayment.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider whose payments the test makes up, and which does what the test wants before it answers. */
public final class KnownPayments implements PaymentProvider {

    private static final int PAGE = 2;

    private final List<ProviderPayment> payments = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Runnable beforeTheAnswer = () -> { };
    private volatile @Nullable String away;

    /** @return the payment, with the order's total, unless it is said otherwise */
    public ProviderPayment succeeded(long order, Charge charge) {
        return add(new ProviderPayment(key(order), order, Status.SUCCEEDED, charge, "pay_" + order));
    }

    ProviderPayment succeeded(long order) {
        return succeeded(order, Charge.UNSTATED);
    }

    ProviderPayment undecided(long order) {
        return add(new ProviderPayment(key(order), order, Status.UNDECIDED, Charge.UNSTATED, "pay_" + order));
    }

    ProviderPayment add(ProviderPayment payment) {
        payments.add(payment);
        return payment;
    }

    /** @return under which the webhook would tell of it */
    static String key(long order) {
        return "success of " + order;
    }

    static Charge euros(String amount) {
        return new Charge(new BigDecimal(amount), "EUR");
    }

    void beforeEachAnswer(Runnable action) {
        beforeTheAnswer = action;
    }

    void away(@Nullable String why) {
        away = why;
    }

    /** @return how many pages were asked for */
    int asked() {
        return asked.get();
    }

    void forget() {
        payments.clear();
        asked.set(0);
        beforeTheAnswer = () -> { };
        away = null;
    }

    @Override
    public String name() {
        return "known";
    }

    @Override
    public Answer list(Instant since, @Nullable String cursor) {
        asked.incrementAndGet();
        List<ProviderPayment> all = List.copyOf(payments);
        beforeTheAnswer.run();
        String why = away;
        if (why != null) {
            return new Answer.Away(why);
        }
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(all.size(), from + PAGE);
        return new Answer.Page(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }
}
