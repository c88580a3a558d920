package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.PlaceHolds.Outcome;
import dev.holdfast.checkout.idempotency.KeyInFlight;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.idempotency.Once.Result;
import dev.holdfast.checkout.idempotency.Once.Result.Decided;
import dev.holdfast.checkout.idempotency.Once.Result.OtherRequest;
import dev.holdfast.checkout.idempotency.Once.Result.Repeated;
import dev.holdfast.checkout.idempotency.StoredAnswer;
import dev.holdfast.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The races of requests with one key, run for real by two instances on one database.
 *
 * <p>Proven to notice: see {@code docs/transactions.md}, "Locks taken away".
 */
class OnceRacesIT {

    private static final int ROUNDS = 60;

    private static TestDatabase database;
    private static RunningCheckout one;
    private static RunningCheckout two;
    private static long lastProduct;

    private final long product = ++lastProduct;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        one = RunningCheckout.on(database);
        two = RunningCheckout.on(database);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        database.close();
    }

    @AfterEach
    void everyInvariantHoldsAndEveryKeyHasItsAnswer() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
        assertThat(tables().sql("SELECT COUNT(*) FROM idempotency_key WHERE answer_status IS NULL").query(Long.class).single()).isZero();
    }

    @Test
    void fiftySendsOfOneKeyHaveOneEffectAndFiftyEqualAnswers() throws Exception {
        one.product(product, 100);
        for (int round = 0; round < 10; round++) {
            String key = "fifty-" + round;
            List<Result<Outcome>> results = AtOnce.run(IntStream.range(0, 50)
                    .<Callable<Result<Outcome>>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).holdOnce(key, product, 1)).toList());
            assertThat(results).filteredOn(Decided.class::isInstance).hasSize(1);
            assertThat(results.stream().map(OnceRacesIT::answer).collect(Collectors.toSet())).hasSize(1);
        }
        assertThat(one.available(product)).isEqualTo(90);
    }

    @Test
    void ofTwoRequestsUnderOneKeyOneIsCarriedOutAndTheOtherIsRefused() throws Exception {
        long other = product + 1_000;
        one.product(product, 100);
        one.product(other, 100);
        Set<Long> winners = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "two-" + round;
            List<Result<Outcome>> results = AtOnce.run(round, () -> one.holdOnce(key, product, 1), () -> two.holdOnce(key, other, 1));
            assertThat(results).filteredOn(Decided.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(new OtherRequest<>()::equals).hasSize(1);
            winners.add(results.getFirst() instanceof Decided ? product : other);
            assertThat(one.available(product) + one.available(other)).isEqualTo(200 - round - 1);
        }
        assertThat(winners).as("both sides have won").containsExactlyInAnyOrder(product, other);
    }

    @Test
    void listsOfDifferentProductsThatShareManyKeysDoNotStandInEachOthersWay() throws Exception {
        int keys = 40;
        List<Long> products = List.of(product, product + 2_000, product + 3_000, product + 4_000);
        products.forEach(id -> one.product(id, 1_000_000));
        for (int round = 0; round < 10; round++) {
            int thisRound = round;
            List<List<Result<Outcome>>> results = AtOnce.run(IntStream.range(0, products.size())
                    .<Callable<List<Result<Outcome>>>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).bean(PlaceHolds.class).placeOnce(
                            shuffled(keys, thisRound * 10 + i).stream().map(n ->
                                    RunningCheckout.keyedHold("many-%d-%d".formatted(thisRound, n), products.get(i), 1)).toList()))
                    .toList());
            assertThat(results.stream().flatMap(List::stream)).filteredOn(Decided.class::isInstance).hasSize(keys);
            assertThat(results.stream().flatMap(List::stream)).filteredOn(new OtherRequest<>()::equals).hasSize(3 * keys);
        }
    }

    @Test
    void ordersPaymentsAndCancelsOfOneKeyHaveOneEffectEach() throws Exception {
        one.product(product, 100);
        for (int round = 0; round < 10; round++) {
            long hold = one.hold(product, 1).id();
            String key = "order-" + round;
            List<Result<PlaceOrders.Outcome>> orders = AtOnce.run(Collections.nCopies(10, () -> two.orderOnce(key, hold)));
            assertThat(orders).filteredOn(Decided.class::isInstance).hasSize(1);
            assertThat(orders.stream().map(OnceRacesIT::answer).collect(Collectors.toSet())).hasSize(1);
            long order = tables().sql("SELECT id FROM orders WHERE hold_id = :hold").param("hold", hold).query(Long.class).single();
            List<Result<CancelOrders.Outcome>> cancels = AtOnce.run(
                    () -> one.cancelOnce("c" + key, order), () -> two.cancelOnce("c" + key, order));
            assertThat(cancels).filteredOn(Decided.class::isInstance).hasSize(1);
        }
        assertThat(one.available(product)).isEqualTo(100);
    }

    @Test
    void whoeverWaitsForAKeyThatIsRolledBackDecidesItself() throws Exception {
        one.product(product, 5);
        try (Connection first = claim("rolled-back"); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Result<Outcome>> second = threads.submit(() -> one.holdOnce("rolled-back", product, 1));
            Future<Result<Outcome>> third = threads.submit(() -> two.holdOnce("rolled-back", product, 1));
            Awaitility.await().until(() -> waiting() == 2);
            first.rollback();
            List<Result<Outcome>> results = List.of(second.get(5, TimeUnit.SECONDS), third.get(5, TimeUnit.SECONDS));
            assertThat(results).filteredOn(Decided.class::isInstance).hasSize(1);
            assertThat(answer(results.getFirst())).isEqualTo(answer(results.getLast()));
        }
        assertThat(one.available(product)).isEqualTo(4);
    }

    @Test
    void whoeverWaitsForAKeyInVainIsToldSoAndHasLockedNothingElse() throws Exception {
        one.product(product, 5);
        try (Connection first = claim("stuck")) {
            CompletableFuture<Result<Outcome>> second = CompletableFuture.supplyAsync(() -> one.holdOnce("stuck", product, 1));
            Awaitility.await().until(() -> waiting() == 1);
            two.hold(product, 1);
            assertThat(second).as("still waiting, while the product was held by another").isNotDone();
            assertThatThrownBy(second::join).cause().isInstanceOf(KeyInFlight.class);
            first.rollback();
        }
        assertThat(one.holdOnce("stuck", product, 1)).isInstanceOf(Decided.class);
        assertThat(one.available(product)).isEqualTo(3);
    }

    /** @return the transaction that has inserted the key, and is not committed */
    private static Connection claim(String key) throws SQLException {
        Connection first = database.dataSource().getConnection();
        first.setAutoCommit(false);
        try (var insert = first.createStatement()) {
            insert.executeUpdate("INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint)"
                    + " VALUES ('somebody', 'POST /somewhere', '%s', REPEAT('x', 32))".formatted(key));
        }
        return first;
    }

    private static long waiting() {
        return tables().sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'").query(Long.class).single();
    }

    private static List<Integer> shuffled(int keys, long seed) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, keys).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
    }

    private static <O> StoredAnswer answer(Result<O> result) {
        return switch (result) {
            case Decided<O>(var _, var answer) -> Objects.requireNonNull(answer);
            case Repeated<O>(var answer) -> answer;
            case OtherRequest<O> _, Once.Result.TooManyKeys<O> _ -> throw new AssertionError(result);
        };
    }

    private static JdbcClient tables() {
        return JdbcClient.create(database.dataSource());
    }
}
