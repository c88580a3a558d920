package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.Status;
import dev.holdfast.audit.rows.Snapshot;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the life of each row of a snapshot has been followed, from events or from transactions: eight bytes a row. */
public final class Lives {

    private static final byte NONE = -1;
    private static final HoldStatus[] HOLDS = HoldStatus.values();
    private static final OrderStatus[] ORDERS = OrderStatus.values();
    private static final PaymentOutcome[] PAYMENTS = PaymentOutcome.values();

    private final Map<AggregateKind, Columns> columns = new EnumMap<>(AggregateKind.class);

    private record Columns(int[] version, byte[] state, byte[] visited, short[] partition) {

        static Columns of(int size) {
            Columns columns = new Columns(new int[size], new byte[size], new byte[size], new short[size]);
            Arrays.fill(columns.state, NONE);
            Arrays.fill(columns.partition, NONE);
            return columns;
        }
    }

    Lives(Snapshot snapshot) {
        for (AggregateKind kind : AggregateKind.values()) {
            columns.put(kind, Columns.of(snapshot.size(kind)));
        }
    }

    /** @return the last version that was seen, 0 for none */
    int version(AggregateKind kind, int at) {
        return of(kind).version[at];
    }

    /** @return the last state that was seen, null for none */
    @Nullable Status state(AggregateKind kind, int at) {
        byte state = of(kind).state[at];
        if (state == NONE) {
            return null;
        }
        return switch (kind) {
            case HOLD -> HOLDS[state];
            case ORDER -> ORDERS[state];
            case PAYMENT -> PAYMENTS[state];
            case STOCK -> null;
        };
    }

    /** @return whether it has been in that state at any time */
    public boolean visited(AggregateKind kind, int at, Status state) {
        return (of(kind).visited[at] & 1 << state.ordinal()) != 0;
    }

    /** @return the partition of its first event, -1 for none */
    int partition(AggregateKind kind, int at) {
        return of(kind).partition[at];
    }

    void enter(AggregateKind kind, int at, int partition) {
        of(kind).partition[at] = (short) partition;
    }

    void become(int at, Aggregate now) {
        Columns life = of(now.kind());
        life.version[at] = Math.toIntExact(now.version());
        Status state = now.state();
        if (state != null) {
            life.state[at] = (byte) state.ordinal();
            life.visited[at] |= (byte) (1 << state.ordinal());
        }
    }

    private Columns of(AggregateKind kind) {
        Columns life = columns.get(kind);
        if (life == null) {
            throw new IllegalStateException(kind.label());
        }
        return life;
    }
}
