package dev.holdfast.audit.answer;

import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.operations.Ending;
import dev.holdfast.audit.operations.Operation;
import dev.holdfast.audit.rows.Snapshot;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Operations that place holds. A hold that was answered is there, with the very fields. A customer has no more holds than there are
 * operations for him that may have placed one; so if each operation names a customer of its own, one that was refused has none, and
 * one of unknown outcome has one hold or none.
 */
final class HoldAnswers {

    private final Snapshot snapshot;
    private final Findings findings;
    private final BitSet given = new BitSet();
    private int[] operations;
    private int[] possible;
    private int[] unknown;

    HoldAnswers(Snapshot snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
        int customers = Math.max(snapshot.customers().size(), 64);
        this.operations = new int[customers];
        this.possible = new int[customers];
        this.unknown = new int[customers];
    }

    /** @param first whether no earlier operation had the same key */
    void add(Operation operation, boolean first) {
        long product = operation.request().number("product_id");
        int quantity = operation.request().smallNumber("quantity");
        String customer = operation.request().textOrNull("customer_id");
        if (operation.ending() == Ending.OK) {
            check(operation, product, quantity, customer, first);
        }
        if (customer != null) {
            count(snapshot.customers().add(customer), operation.ending(), first);
        } else if (operation.ending() == Ending.UNKNOWN) {
            findings.saw(Sighting.UNKNOWN_UNDECIDED);
        }
    }

    private void count(int customer, Ending ending, boolean first) {
        if (customer >= operations.length) {
            operations = Arrays.copyOf(operations, customer * 2);
            possible = Arrays.copyOf(possible, customer * 2);
            unknown = Arrays.copyOf(unknown, customer * 2);
        }
        operations[customer]++;
        possible[customer] += ending == Ending.REFUSED || !first ? 0 : 1;
        unknown[customer] += ending == Ending.UNKNOWN ? 1 : 0;
    }

    private void check(Operation operation, long product, int quantity, @Nullable String customer, boolean first) {
        Fields answer = operation.answer();
        long id = answer.number("hold_id");
        int at = snapshot.holds().find(id);
        if (at < 0) {
            violated(operation, "was given hold %d, which does not exist".formatted(id));
            return;
        }
        Hold hold = snapshot.holds().get(at);
        boolean asAsked = hold.productId() == product && hold.quantity() == quantity && Objects.equals(hold.customerId(), customer);
        boolean asAnswered = answer.number("product_id") == product && answer.number("quantity") == quantity
                && answer.time("expires_at") == hold.expiresAt() && answer.text("status").equals("reserved");
        if (!asAsked || !asAnswered) {
            violated(operation, "asked for %s and was answered %s, but the row is %s".formatted(operation.request(), answer, hold));
        }
        if (given.get(at) && first) {
            violated(operation, "was given hold %d, which another operation had been given".formatted(id));
        }
        given.set(at);
    }

    /** To be called when all operations have been added. */
    void compare() {
        int[] holds = new int[operations.length];
        for (int at = 0; at < snapshot.holds().size(); at++) {
            int customer = snapshot.holds().customer(at);
            if (customer >= 0) {
                holds[customer]++;
            }
        }
        for (int customer = 0; customer < snapshot.customers().size(); customer++) {
            if (operations[customer] > 0) {
                compare(customer, holds[customer]);
            }
        }
    }

    private void compare(int customer, int holds) {
        if (holds > possible[customer]) {
            findings.violated(Invariant.ACKNOWLEDGED, "customer " + snapshot.customers().text(customer),
                    "has %d holds, but only %d operations can have placed one".formatted(holds, possible[customer]));
        }
        if (unknown[customer] > 0) {
            boolean alone = operations[customer] == 1;
            findings.saw(!alone ? Sighting.UNKNOWN_UNDECIDED : holds > 0 ? Sighting.UNKNOWN_TOOK_EFFECT : Sighting.UNKNOWN_WITHOUT_EFFECT,
                    unknown[customer]);
        }
    }

    private void violated(Operation operation, String what) {
        findings.violated(Invariant.ACKNOWLEDGED, operation.name(), what);
    }
}
