package dev.holdfast.fuzz;

import dev.holdfast.contract.Contract;
import dev.holdfast.contract.Operation;
import dev.holdfast.contract.Received;
import dev.holdfast.fuzz.judge.Judge;
import dev.holdfast.fuzz.judge.State;
import dev.holdfast.fuzz.mutation.Callers;
import dev.holdfast.fuzz.mutation.Mutation;
import dev.holdfast.fuzz.request.Connection;
import dev.holdfast.fuzz.request.Credentials;
import dev.holdfast.fuzz.request.KnownIds;
import dev.holdfast.fuzz.request.Request;
import dev.holdfast.fuzz.request.ValidRequests;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests one after the other, every fourth of them valid, so that there is something for the others to be about. On new tables a seed
 * gives the same requests each time: each depends on its number and on the ids that were answered before.
 */
public final class Run {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VALID = "valid";
    private static final String BY_OTHERS = "caller";
    private static final String REPEAT = "sent twice";
    private static final String KEY = "Idempotency-Key";
    private static final int ONE_VALID_OF = 4;
    private static final int ONE_BY_OTHERS_OF = 10;
    private static final int ONE_REPEAT_OF = 10;
    private static final int FIRST_REFUSAL = 400;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final List<Operation> operations;
    private final Judge judge;
    private final State state;
    private final Connection connection;
    private final Credentials credentials;
    private final KnownIds known = new KnownIds();
    private final ValidRequests valid;
    private final Findings findings = new Findings();
    private final Consumer<Finding> firstOfItsKind;
    private @Nullable String before;

    /**
     * @param credentials    with which requests are served
     * @param host           for the header of that name
     * @param firstOfItsKind is told of each finding that is unlike those before
     */
    public Run(Contract contract, State state, Connection connection, Credentials credentials, String host,
            Consumer<Finding> firstOfItsKind) {
        this.operations = contract.operations();
        this.judge = new Judge(contract);
        this.state = state;
        this.connection = connection;
        this.credentials = credentials;
        this.valid = new ValidRequests(known, host);
        this.firstOfItsKind = firstOfItsKind;
    }

    /**
     * @param progress is told the number of each request
     * @throws IOException if the state cannot be read
     */
    public Findings go(long seed, long requests, Consumer<Long> progress) throws IOException {
        for (long number = 1; number <= requests; number++) {
            RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
            send(seed, number, operations.get(random.nextInt(operations.size())), random);
            progress.accept(number);
        }
        return findings;
    }

    private void send(long seed, long number, Operation operation, RandomGenerator random) throws IOException {
        Request request = valid.of(operation, random);
        if (random.nextInt(ONE_VALID_OF) == 0) {
            send(number, VALID, credentials.allow(request, operation));
        } else if (random.nextInt(ONE_BY_OTHERS_OF) == 0 && Callers.canBeWrong(credentials, operation)) {
            Request wrong = Callers.wrong(request, operation, credentials, random);
            Received answer = send(number, BY_OTHERS, wrong);
            if (answer != null) {
                judge.served(answer).forEach(served -> found(new Finding(number, BY_OTHERS, wrong, served)));
            }
        } else if (random.nextInt(ONE_REPEAT_OF) == 0 && operation.parameters().stream().anyMatch(any -> any.name().equals(KEY))) {
            sendTwice(number, credentials.allow(request.with(KEY, "repeat-%d-%d".formatted(seed, number)), operation));
        } else {
            Mutation way = Mutation.any(operation, random);
            send(number, way.label(), credentials.allow(way.apply(request, operation, random), operation));
        }
    }

    private void sendTwice(long number, Request keyed) throws IOException {
        Received first = send(number, REPEAT, keyed);
        String once = before == null ? state.now() : before;
        before = once;
        Received second = send(number, REPEAT, keyed);
        if (first == null || second == null) {
            return;
        }
        judge.differing(first, second).forEach(difference -> found(new Finding(number, REPEAT, keyed, difference)));
        String twice = state.now();
        before = twice;
        if (first.status() < FIRST_REFUSAL && !twice.equals(once)) {
            found(new Finding(number, REPEAT, keyed, "sent again, and what was %s is now %s".formatted(once, twice)));
        }
    }

    /** @return null if no answer came */
    private @Nullable Received send(long number, String way, Request request) throws IOException {
        if (before == null) {
            before = state.now();
        }
        Received answer;
        try {
            answer = connection.send(request);
        } catch (IOException | RuntimeException silence) {
            found(new Finding(number, way, request, "no answer: " + silence.getMessage()));
            before = null;
            return null;
        }
        findings.count(way, answer.status());
        judge.wrong(request, answer).forEach(wrong -> found(new Finding(number, way, request, "%d: %s".formatted(answer.status(), wrong))));
        if (judge.isLearnt(answer)) {
            known.learn(JSON.readTree(answer.text()));
        }
        verifyUnchanged(number, way, request, answer);
        return answer;
    }

    private void verifyUnchanged(long number, String way, Request request, Received answer) throws IOException {
        if (!READING.contains(request.method()) && judge.mayHaveChanged(request, answer)) {
            before = null;
            return;
        }
        String after = state.now();
        if (!after.equals(before)) {
            found(new Finding(number, way, request, "%d, but what was %s is now %s".formatted(answer.status(), before, after)));
        }
        before = after;
    }

    private void found(Finding finding) {
        if (findings.add(finding)) {
            firstOfItsKind.accept(finding);
        }
    }
}
