package dev.holdfast.reconcile.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.service.PaymentIntentService;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.StripeCharge;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.reconcile.ProviderPayment;
import dev.holdfast.reconcile.ProviderPayment.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's <a href="https://docs.stripe.com/api/payment_intents/list">list of PaymentIntents</a>, newest first. Not its search, which would
 * find an order by its id but
 * <a href="https://docs.stripe.com/search#data-freshness">may be a minute behind, or more</a>: an order would be let go that has been paid.
 *
 * <p>An intent is of an order if its metadata has {@code order_id}. That of a Checkout Session is not in its intent: there it must be given
 * for the intent too ({@code payment_intent_data.metadata}).
 */
final class StripePayments implements PaymentProvider {

    /** The most that Stripe gives. */
    private static final long PAGE = 100;
    /** Fifteen digits, as many as an amount may have. */
    private static final long LARGEST_AMOUNT = 999_999_999_999_999L;
    private static final long LARGEST_ORDER_ID = (1L << 53) - 1;
    private static final Pattern ORDER_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern PAYMENT_ID = Pattern.compile("[!-~]{1,200}");
    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");

    private static final Answer UNREADABLE = new Answer.Away("answered something that is no list of PaymentIntents");

    private final PaymentIntentService intents;

    /** @param timeout to connect, and then for each read; the whole is bounded by who calls */
    StripePayments(StripeProperties properties, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        // Without retries by the library: who calls tries again, after a rest that grows.
        intents = StripeClient.builder().setApiKey(properties.key()).setApiBase(properties.apiBase().toString())
                .setConnectTimeout(millis).setReadTimeout(millis).setMaxNetworkRetries(0).build().v1().paymentIntents();
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Answer list(Instant since, @Nullable String cursor) {
        PaymentIntentListParams.Builder params = PaymentIntentListParams.builder().setLimit(PAGE)
                .setCreated(PaymentIntentListParams.Created.builder().setGte(since.getEpochSecond()).build());
        if (cursor != null) {
            params.setStartingAfter(cursor);
        }
        StripeCollection<PaymentIntent> page;
        try {
            page = intents.list(params.build());
        } catch (ApiConnectionException away) {
            return new Answer.Away("cannot be reached");
        } catch (StripeException refused) {
            // Not its message, which tells part of the key when that is wrong.
            return new Answer.Away(
                    "answered %s (%s, request %s)".formatted(refused.getStatusCode(), refused.getCode(), refused.getRequestId()));
        } catch (RuntimeException unreadable) {
            // The library lets through whatever its JSON reader throws.
            return UNREADABLE;
        }
        return answer(page);
    }

    private static Answer answer(@Nullable StripeCollection<PaymentIntent> page) {
        if (page == null || page.getData() == null || page.getHasMore() == null || page.getHasMore() && page.getData().isEmpty()) {
            return UNREADABLE;
        }
        List<PaymentIntent> data = page.getData();
        return new Answer.Page(data.stream().flatMap(StripePayments::payment).toList(),
                page.getHasMore() ? data.getLast().getId() : null);
    }

    private static Stream<ProviderPayment> payment(PaymentIntent intent) {
        String orderId = intent.getMetadata() == null ? null : intent.getMetadata().get("order_id");
        Status status = status(intent);
        Long received = intent.getAmountReceived() == null ? intent.getAmount() : intent.getAmountReceived();
        if (status == null || orderId == null || !ORDER_ID.matcher(orderId).matches() || Long.parseLong(orderId) > LARGEST_ORDER_ID
                || intent.getId() == null || !PAYMENT_ID.matcher(intent.getId()).matches()
                || received == null || received < 0 || received > LARGEST_AMOUNT
                || intent.getCurrency() == null || !CURRENCY.matcher(intent.getCurrency()).matches()) {
            return Stream.empty();
        }
        String currency = intent.getCurrency().toUpperCase(Locale.ROOT);
        return Stream.of(new ProviderPayment(StripeCharge.keyOfSuccess(intent.getId()), Long.parseLong(orderId), status,
                new Charge(StripeCharge.toMain(received, currency), currency), intent.getId()));
    }

    /** @return null for what nobody was charged for, and may never be */
    private static @Nullable Status status(PaymentIntent intent) {
        return switch (Objects.requireNonNullElse(intent.getStatus(), "")) {
            case "succeeded" -> Status.SUCCEEDED;
            case "processing" -> Status.UNDECIDED;
            default -> null;
        };
    }
}
