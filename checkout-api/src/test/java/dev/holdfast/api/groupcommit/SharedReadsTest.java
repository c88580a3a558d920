package dev.holdfast.api.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The query reads how many units are available, and its answer may be held up. */
class SharedReadsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger available = new AtomicInteger(5);
    private final AtomicInteger queries = new AtomicInteger();
    private final SharedReads<Integer> reads =
            new SharedReads<>("test", this::query, new GroupCommitProperties(100, 100, PATIENCE, 2, 1), meters);

    @AfterEach
    void end() {
        open.countDown();
        threads.shutdownNow();
    }

    @Test
    void whoComesAfterAHoldWasAnsweredNeverSeesItsUnitAlthoughAnOlderQueryDoes() throws Exception {
        Future<Integer> before = threads.submit(() -> reads.read(1));
        await().until(() -> queries.get() == 1);
        available.set(4);
        List<Future<Integer>> after = readersInWaiting(8);
        open.countDown();
        assertThat(before.get(10, TimeUnit.SECONDS)).isEqualTo(5);
        for (Future<Integer> read : after) {
            assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(4);
        }
        assertThat(queries).as("all that waited shared one").hasValue(2);
        available.set(3);
        assertThat(reads.read(1)).as("nothing is kept").isEqualTo(3);
    }

    @Test
    void aQueryThatFailsIsNotRepeatedForEachOfItsReaders() throws Exception {
        Future<Integer> before = threads.submit(() -> reads.read(1));
        await().until(() -> queries.get() == 1);
        available.set(-1);
        List<Future<Integer>> after = readersInWaiting(8);
        open.countDown();
        assertThat(before.get(10, TimeUnit.SECONDS)).isEqualTo(5);
        for (Future<Integer> read : after) {
            assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("The table is gone");
        }
        assertThat(queries).hasValue(2);
    }

    @Test
    void readsOfOtherThingsDoNotWait() throws Exception {
        Future<Integer> heldUp = threads.submit(() -> reads.read(1));
        await().until(() -> queries.get() == 1);
        assertThat(reads.read(2)).isEqualTo(5);
        assertThat(heldUp).isNotDone();
    }

    private List<Future<Integer>> readersInWaiting(int readers) {
        List<Future<Integer>> answers = IntStream.range(0, readers).mapToObj(i -> threads.submit(() -> reads.read(1))).toList();
        await().until(() -> meters.get("holdfast.group.commit.waiting").gauge().value() == readers);
        return answers;
    }

    /** The snapshot comes first, the delay after it. */
    private Integer query(long id) {
        int snapshot = available.get();
        queries.incrementAndGet();
        if (snapshot < 0) {
            throw new IllegalStateException("The table is gone");
        }
        try {
            assertThat(id == 2 || open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return snapshot;
    }
}
