package dev.holdfast.api.admission;

import static dev.holdfast.api.admission.RequestClass.ADMIN;
import static dev.holdfast.api.admission.RequestClass.HOLDS;
import static dev.holdfast.api.admission.RequestClass.ORDERS;
import static dev.holdfast.api.admission.RequestClass.READS;
import static dev.holdfast.api.admission.RequestClass.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two places a class, ten in all. */
@Timeout(60)
class AdmissionTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void aClassHasItsOwnPlacesAndThoseThatLessImportantOnesLeave(RequestClass of) {
        Admission admission = admission(0, LONG);
        int possible = 2 * (READS.ordinal() - of.ordinal() + 1);

        assertThat(fill(admission, of)).hasSize(possible);

        assertThat(admission.inProgress(of)).isEqualTo(possible);
        Stream.of(RequestClass.values()).filter(each -> each.compareTo(of) > 0)
                .forEach(lower -> assertThat(admission.enter(lower)).as(lower.label()).isNull());
        Stream.of(RequestClass.values()).filter(each -> each.compareTo(of) < 0)
                .forEach(higher -> assertThat(admission.enter(higher)).as(higher.label()).isNotNull());
    }

    @Test
    void aFloodOfEverythingLessImportantLeavesAClassAllOfItsPlaces() {
        Admission admission = admission(0, LONG);
        List.of(READS, HOLDS, ORDERS).forEach(each -> fill(admission, each));
        assertThat(fill(admission, ADMIN)).hasSize(2);
        assertThat(fill(admission, WEBHOOKS)).hasSize(2);
    }

    @Test
    void aPlaceThatIsGivenBackTwiceIsFreeOnce() {
        Admission admission = admission(0, LONG);
        List<Place> all = fill(admission, READS);
        admission.leave(all.getFirst());
        admission.leave(all.getFirst());
        assertThat(admission.inProgress(READS)).isEqualTo(1);
        assertThat(fill(admission, READS)).hasSize(1);
    }

    @Test
    void aPlaceGoesFirstToAClassThatHasFewerThanItsOwnThenToTheMostImportant() throws Exception {
        Admission admission = admission(10, LONG);
        List<Place> webhooks = fill(admission, WEBHOOKS, 10);
        Future<Optional<Place>> webhook = come(admission, WEBHOOKS);
        Future<Optional<Place>> read = come(admission, READS);
        Future<Optional<Place>> order = come(admission, ORDERS);

        admission.leave(webhooks.get(0));
        assertThat(outcome(order)).isPresent();
        admission.leave(webhooks.get(1));
        assertThat(outcome(read)).isPresent();
        assertThat(webhook).isNotDone();
        admission.leave(webhooks.get(2));
        assertThat(outcome(webhook)).isPresent();
    }

    @Test
    void thoseWhoWaitGoInTheirOrder() throws Exception {
        Admission admission = admission(10, LONG);
        List<Place> reads = fill(admission, READS, 2);
        Future<Optional<Place>> first = come(admission, READS);
        Future<Optional<Place>> second = come(admission, READS);

        admission.leave(reads.getFirst());
        assertThat(outcome(first)).isPresent();
        assertThat(second).isNotDone();
    }

    @Test
    void theLastIsFirstWhenTheFirstHasWaitedForLong() throws Exception {
        Admission admission = admission(10, SHORT);
        List<Place> reads = fill(admission, READS, 2);
        Future<Optional<Place>> first = come(admission, READS);
        long begin = System.nanoTime();
        await().until(() -> System.nanoTime() - begin > SHORT.toNanos());
        Future<Optional<Place>> second = come(admission, READS);

        admission.leave(reads.getFirst());
        assertThat(outcome(second)).isPresent();
        assertThat(first).isNotDone();
        admission.refuseOverdue();
        assertThat(outcome(first)).isEmpty();
        assertThat(admission.waiting(READS)).isZero();
    }

    @Test
    void whoHasWaitedForLongestInTheLeastImportantClassMakesRoomForOneWhoCounts() throws Exception {
        Admission admission = admission(2, LONG);
        fill(admission, WEBHOOKS, 10);
        Future<Optional<Place>> read = come(admission, READS);
        Future<Optional<Place>> firstHold = come(admission, HOLDS);

        Future<Optional<Place>> secondHold = come(admission, HOLDS);
        assertThat(outcome(read)).isEmpty();
        assertThat(admission.enter(READS)).as("one that counts less than all who wait").isNull();
        var _ = threads.submit(() -> admission.enter(HOLDS));
        assertThat(outcome(firstHold)).isEmpty();
        assertThat(secondHold).isNotDone();
    }

    @Test
    void nobodyIsRefusedBeforeItsTimeIsOver() {
        Admission admission = admission(10, LONG);
        fill(admission, READS, 2);
        Future<Optional<Place>> waiting = come(admission, READS);
        admission.refuseOverdue();
        assertThat(waiting).isNotDone();
    }

    @Test
    void whateverHappensNoPlaceIsLostAndNoneIsGivenOutTwice() throws Exception {
        Admission admission = admission(6, Duration.ofMillis(20));
        Held all = new Held(10);
        Held reads = new Held(2);
        List<Future<?>> clients = new ArrayList<>(IntStream.range(0, 64)
                .mapToObj(seed -> threads.submit(() -> comeAndGo(admission, new Random(seed), all, reads))).toList());
        while (clients.stream().anyMatch(client -> !client.isDone())) {
            admission.refuseOverdue();
            Thread.onSpinWait();
        }
        for (Future<?> client : clients) {
            client.get();
        }
        Stream.of(RequestClass.values()).forEach(each -> {
            assertThat(admission.inProgress(each)).isZero();
            assertThat(admission.waiting(each)).isZero();
        });
        assertThat(fill(admission, WEBHOOKS, 10)).hasSize(10);
    }

    private static void comeAndGo(Admission admission, Random random, Held all, Held reads) {
        for (int i = 0; i < 500; i++) {
            RequestClass of = RequestClass.values()[random.nextInt(RequestClass.values().length)];
            Place place = admission.enter(of);
            if (place != null) {
                List<Held> counts = of == READS ? List.of(all, reads) : List.of(all);
                counts.forEach(Held::take);
                Thread.yield();
                counts.forEach(Held::giveBack);
                admission.leave(place);
            }
        }
    }

    /** Counted by those who have the places, for the admission's own counts of several classes are not of one moment. */
    private static final class Held {

        private final int most;
        private final AtomicInteger now = new AtomicInteger();

        private Held(int most) {
            this.most = most;
        }

        private void take() {
            assertThat(now.incrementAndGet()).isLessThanOrEqualTo(most);
        }

        private void giveBack() {
            now.decrementAndGet();
        }
    }

    private Future<Optional<Place>> come(Admission admission, RequestClass of) {
        int before = admission.waiting(of);
        Future<Optional<Place>> answer = threads.submit(() -> Optional.ofNullable(admission.enter(of)));
        await().atMost(LONG).until(() -> admission.waiting(of) > before);
        return answer;
    }

    private static Optional<Place> outcome(Future<Optional<Place>> answer) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** @return as many as there are places */
    private static List<Place> fill(Admission admission, RequestClass of) {
        List<Place> places = new ArrayList<>();
        for (Place next = admission.enter(of); next != null; next = admission.enter(of)) {
            places.add(next);
        }
        return places;
    }

    private static List<Place> fill(Admission admission, RequestClass of, int count) {
        return IntStream.range(0, count).mapToObj(i -> Optional.ofNullable(admission.enter(of)).orElseThrow()).toList();
    }

    private static Admission admission(int maxWaiting, Duration maxWait) {
        return new Admission(new AdmissionProperties(new AdmissionProperties.Places(2, 2, 2, 2, 2), maxWaiting, maxWait));
    }
}
