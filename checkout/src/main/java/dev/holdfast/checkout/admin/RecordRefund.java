package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.refund.Charge;
import dev.holdfast.checkout.refund.Refund;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;
import java.util.Optional;

/**
 * Puts on record that a charge which was owed back has been paid back. It moves no money.
 *
 * <ol>
 * <li>Lock the idempotency key of the request, if there is one; a request that was answered before gets that answer
 *     ({@link IdempotencyKeys}).
 * <li>Lock the payment.
 * <li>Read its refund; the payment's lock guards it.
 * <li>Decide. A charge that is not owed back is refused, and so is another reference for one that was paid back; the same reference again
 *     is answered as before.
 * <li>Insert the operator's action and the refund; write the answer of the key; commit.
 * </ol>
 *
 * <p>Races. Two operators with different references, or one twice: whoever locks the payment first; the other finds the refund. The primary
 * key of the refund is the second witness. A payment that is being decided just now: its row is locked, so this waits for the decision.
 */
public final class RecordRefund {

    private static final String ACTION = "record-refund";

    private final AdminTables tables;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;

    RecordRefund(AdminTables tables, LockedTransaction transaction, IdempotencyKeys keys) {
        this.tables = tables;
        this.transaction = transaction;
        this.keys = keys;
    }

    /**
     * @param idempotencyKey of the payment
     * @param reference      1 to 255 ASCII characters: what the provider or the bank calls the refund
     */
    public record Command(String idempotencyKey, String reference, Justification why) {
    }

    /** What became of the command. */
    public sealed interface Outcome {

        /** By this command, or by an earlier one with the same reference. */
        record Refunded(Refund refund) implements Outcome {
        }

        record PaymentNotFound(String idempotencyKey) implements Outcome {
        }

        record NotOwed(String idempotencyKey, PaymentOutcome outcome) implements Outcome {
        }

        /** @param standing under another reference */
        record RefundedBefore(Refund standing) implements Outcome {
        }
    }

    /**
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if the key of the request is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public Once.Result<Outcome> record(Once<Command, Outcome> request) {
        // Repeated after a commit in doubt, it finds its own work done.
        return transaction.run("record a refund",
                status -> keys.claim(List.of(request)).answer(commands -> commands.stream().map(this::decide).toList()).getFirst(),
                result -> false);
    }

    private Outcome decide(Command command) {
        Optional<Charge> charge = tables.refunds().lockCharge(command.idempotencyKey());
        if (charge.isEmpty()) {
            return new Outcome.PaymentNotFound(command.idempotencyKey());
        }
        if (!charge.get().isOwed()) {
            return new Outcome.NotOwed(command.idempotencyKey(), charge.get().outcome());
        }
        Optional<Refund> standing = tables.refunds().find(command.idempotencyKey());
        if (standing.isPresent()) {
            return standing.get().reference().equals(command.reference()) ? new Outcome.Refunded(standing.get())
                    : new Outcome.RefundedBefore(standing.get());
        }
        return refund(command, charge.get());
    }

    private Outcome refund(Command command, Charge charge) {
        long action = tables.actions().record(command.why(), ACTION, "order/" + charge.orderId(),
                new Details(charge.idempotencyKey(), charge.outcome().label(), command.reference()));
        Refund refund = new Refund(charge.idempotencyKey(), charge.orderId(), command.reference(), tables.clock().now(), action);
        tables.refunds().insert(refund);
        return new Outcome.Refunded(refund);
    }

    /** On record beside who and why. */
    private record Details(String idempotencyKey, String outcome, String reference) {
    }
}
