package dev.holdfast.checkout.idempotency;

import dev.holdfast.checkout.idempotency.IdempotencyKeyTable.Row;
import dev.holdfast.checkout.idempotency.Once.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one attempt of a transaction, with their keys locked: which of them are open, so that the transaction has to decide
 * them, and what the others are answered. Of several with one key the first is open, and the others have its answer.
 */
public final class Claims<C, O> {

    private final IdempotencyKeyTable table;
    private final List<Once<C, O>> requests;
    private final Map<IdempotencyKey, Row> rows;
    private final List<Integer> open = new ArrayList<>();
    private final Map<IdempotencyKey, Result<O>> answered = new HashMap<>();

    Claims(IdempotencyKeyTable table, List<Once<C, O>> requests, Map<IdempotencyKey, Row> rows) {
        this.table = table;
        this.requests = requests;
        this.rows = rows;
        Set<IdempotencyKey> seen = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            Once.Keyed<O> keyed = requests.get(i).keyed();
            if (keyed == null || isUndecided(keyed) && seen.add(keyed.key())) {
                open.add(i);
            }
        }
    }

    /** @return the commands to decide, in their order */
    public List<C> commands() {
        return open.stream().map(i -> requests.get(i).command()).toList();
    }

    /** @return those of the things that belong to the commands to decide; there is one for each request of the list */
    public <T> List<T> ofOpen(List<T> things) {
        return open.stream().map(things::get).toList();
    }

    /** Decides the open commands, if there are any, and writes their answers. */
    public List<Result<O>> answer(Function<List<C>, List<O>> decide) {
        return answer(open.isEmpty() ? List.of() : decide.apply(commands()), outcome -> true);
    }

    /**
     * Writes the answers of the open commands, to be committed together with what was decided.
     *
     * @param outcomes one a command, in the same order
     * @param isFinal  whether a repeat is to get that answer again; else it is decided anew
     * @return one result a request, in the order of the requests
     */
    public List<Result<O>> answer(List<O> outcomes, Predicate<O> isFinal) {
        List<Result<O>> results = new ArrayList<>(requests.size());
        List<Row> toWrite = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < requests.size(); i++) {
            Once.Keyed<O> keyed = requests.get(i).keyed();
            if (next < open.size() && open.get(next) == i) {
                results.add(decided(keyed, outcomes.get(next++), isFinal, toWrite));
            } else {
                results.add(known(Objects.requireNonNull(keyed)));
            }
        }
        table.answer(toWrite);
        return List.copyOf(results);
    }

    private Result<O> decided(Once.@Nullable Keyed<O> keyed, O outcome, Predicate<O> isFinal, List<Row> toWrite) {
        if (keyed == null) {
            return new Result.Decided<>(outcome, null);
        }
        StoredAnswer answer = isFinal.test(outcome) ? keyed.answer().apply(outcome) : null;
        if (answer != null) {
            toWrite.add(new Row(keyed.key(), keyed.fingerprint(), answer));
        }
        Result<O> first = new Result.Decided<>(outcome, answer);
        answered.put(keyed.key(), answer == null ? first : new Result.Repeated<>(answer));
        return first;
    }

    private Result<O> known(Once.Keyed<O> keyed) {
        Row row = rows.get(keyed.key());
        if (row == null) {
            return new Result.TooManyKeys<>();
        }
        if (!row.fingerprint().equals(keyed.fingerprint())) {
            return new Result.OtherRequest<>();
        }
        return row.answer() == null ? Objects.requireNonNull(answered.get(keyed.key())) : new Result.Repeated<>(row.answer());
    }

    private boolean isUndecided(Once.Keyed<O> keyed) {
        Row row = rows.get(keyed.key());
        return row != null && row.answer() == null && row.fingerprint().equals(keyed.fingerprint());
    }
}
