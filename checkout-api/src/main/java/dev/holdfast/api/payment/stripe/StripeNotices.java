package dev.holdfast.api.payment.stripe;

import dev.holdfast.api.payment.stripe.StripeNotice.Reason;
import dev.holdfast.api.problem.InvalidRequest;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.payment.StripeCharge;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what an event means.
 *
 * <p>Keys. That an intent was paid is told by its own event and by that of its Checkout Session, in any order: both have the key
 * {@code stripe:pi_…:succeeded}, so the second one is a repeat and no second charge. An intent can fail several times and still be paid
 * later. A failure therefore has the key {@code stripe:evt_…} of its own event, and is never taken for the success.
 */
@Component
final class StripeNotices {

    private static final Pattern ID = Pattern.compile("[!-~]{1,200}");
    private static final Pattern ORDER_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");
    /** Fifteen digits, as many as an amount may have. */
    private static final long LARGEST_AMOUNT = 999_999_999_999_999L;
    private static final String OBJECT = "data.object";

    private final JsonMapper json;

    StripeNotices(JsonMapper json) {
        this.json = json;
    }

    /** @throws InvalidRequest if the event is not as Stripe documents its type */
    StripeNotice of(StripeEvent event) {
        return switch (event.type()) {
            case "payment_intent.succeeded" -> {
                StripeObject intent = object(event);
                Long amount = intent.amountReceived() == null ? intent.amount() : intent.amountReceived();
                yield payment(event, intent, PaymentStatus.SUCCESS, intent.id(), amount);
            }
            case "payment_intent.payment_failed" -> {
                StripeObject intent = object(event);
                yield payment(event, intent, PaymentStatus.FAILURE, intent.id(), intent.amount());
            }
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> {
                StripeObject session = object(event);
                yield "paid".equals(session.paymentStatus()) ? session(event, session, PaymentStatus.SUCCESS)
                        : new StripeNotice.Ignored(Reason.NOT_PAID_YET);
            }
            case "checkout.session.async_payment_failed" -> session(event, object(event), PaymentStatus.FAILURE);
            default -> new StripeNotice.Ignored(Reason.OTHER_TYPE);
        };
    }

    private StripeObject object(StripeEvent event) {
        if (!event.data().object().isObject()) {
            throw notAsDocumented(event);
        }
        try {
            return json.treeToValue(event.data().object(), StripeObject.class);
        } catch (JacksonException unreadable) {
            throw notAsDocumented(event);
        }
    }

    private static InvalidRequest notAsDocumented(StripeEvent event) {
        return new InvalidRequest(OBJECT, "is not what Stripe documents for " + event.type());
    }

    private static StripeNotice session(StripeEvent event, StripeObject session, PaymentStatus status) {
        return payment(event, session, status, session.paymentIntent() == null ? session.id() : session.paymentIntent(),
                session.amountTotal());
    }

    private static StripeNotice payment(StripeEvent event, StripeObject object, PaymentStatus status, @Nullable String paymentId,
            @Nullable Long amount) {
        String orderId = object.metadata() == null ? null : object.metadata().get("order_id");
        if (orderId == null) {
            return new StripeNotice.Ignored(Reason.NO_ORDER_ID);
        }
        if (!ORDER_ID.matcher(orderId).matches() || Long.parseLong(orderId) > ResourceId.MAX) {
            return new StripeNotice.Ignored(Reason.WRONG_ORDER_ID);
        }
        if (paymentId == null || !ID.matcher(paymentId).matches()) {
            throw new InvalidRequest(OBJECT, "has no id of a payment");
        }
        String key = status == PaymentStatus.SUCCESS ? StripeCharge.keyOfSuccess(paymentId) : "stripe:" + event.id();
        return new StripeNotice.Payment(key, Long.parseLong(orderId), status, charge(amount, object.currency()), paymentId);
    }

    private static Charge charge(@Nullable Long amount, @Nullable String currency) {
        if (amount == null || amount < 0 || amount > LARGEST_AMOUNT || currency == null || !CURRENCY.matcher(currency).matches()) {
            throw new InvalidRequest(OBJECT, "has no amount, or no currency");
        }
        String code = currency.toUpperCase(Locale.ROOT);
        return new Charge(StripeCharge.toMain(amount, code), code);
    }
}
