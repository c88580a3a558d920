package dev.holdfast.api.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command is a text; its outcome is the text with an exclamation mark. */
class GroupCommitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void end() {
        open.countDown();
        threads.shutdownNow();
    }

    @Test
    void aLoneCommandWaitsForNobody() {
        assertThat(group(10, 10, PATIENCE, this::shout).submit("a")).isEqualTo("a!");
        assertThat(batches).containsExactly(List.of("a"));
    }

    @Test
    void thoseThatComeWhileATransactionIsInFlightShareTheNextOneInTheirOrder() throws Exception {
        GroupCommit<String, String> group = group(10, 10, PATIENCE, this::shoutOnceOpen);
        List<Future<String>> answers = submitOneAfterAnother(group, "a", "b", "c", "d");
        open.countDown();
        assertThat(valuesOf(answers)).containsExactly("a!", "b!", "c!", "d!");
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void aBatchHasALimitAndTheRestGoesIntoTheNextOne() throws Exception {
        GroupCommit<String, String> group = group(2, 10, PATIENCE, this::shoutOnceOpen);
        List<Future<String>> answers = submitOneAfterAnother(group, "a", "b", "c", "d", "e");
        open.countDown();
        valuesOf(answers);
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"), List.of("d", "e"));
    }

    @Test
    void keysDoNotWaitForEachOther() throws Exception {
        GroupCommit<String, String> group = new GroupCommit<>("test", command -> command.charAt(0), commands ->
                commands.getFirst().startsWith("slow") ? shoutOnceOpen(commands) : shout(commands), properties(10, 10, PATIENCE), meters);
        Future<String> slow = threads.submit(() -> group.submit("slow"));
        await().until(() -> batches.size() == 1);
        assertThat(group.submit("quick")).isEqualTo("quick!");
        assertThat(slow).isNotDone();
    }

    @Test
    void oneBadCommandDoesNotFailItsNeighbours() throws Exception {
        GroupCommit<String, String> group = group(10, 10, PATIENCE, commands -> {
            if (commands.contains("bad")) {
                batches.add(commands);
                throw new IllegalArgumentException("bad");
            }
            return shoutOnceOpen(commands);
        });
        List<Future<String>> answers = submitOneAfterAnother(group, "a", "b", "bad", "c");
        open.countDown();
        assertThat(answers.get(1).get(10, TimeUnit.SECONDS)).isEqualTo("b!");
        assertThat(answers.get(3).get(10, TimeUnit.SECONDS)).isEqualTo("c!");
        assertThatThrownBy(() -> answers.get(2).get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "bad", "c"), List.of("b"), List.of("bad"), List.of("c"));
    }

    @Test
    void pastTheBoundARequestIsRefusedAtOnceWithoutEffect() throws Exception {
        GroupCommit<String, String> group = group(10, 2, PATIENCE, this::shoutOnceOpen);
        List<Future<String>> answers = submitOneAfterAnother(group, "a", "b", "c");
        assertThatThrownBy(() -> group.submit("d")).isInstanceOf(Overloaded.class).hasMessage("2 requests wait already");
        open.countDown();
        assertThat(valuesOf(answers)).containsExactly("a!", "b!", "c!");
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void pastItsDeadlineARequestIsRefusedWithoutEffect() throws Exception {
        GroupCommit<String, String> group = group(10, 10, Duration.ofMillis(50), this::shoutOnceOpen);
        Future<String> inFlight = threads.submit(() -> group.submit("a"));
        await().until(() -> batches.size() == 1);
        Future<String> overdue = threads.submit(() -> group.submit("b"));
        await().until(() -> {
            group.refuseOverdue();
            return overdue.isDone();
        });
        assertThatThrownBy(overdue::get).hasCauseInstanceOf(Overloaded.class);
        open.countDown();
        assertThat(inFlight.get(10, TimeUnit.SECONDS)).as("whose transaction is in flight gets its answer, however late").isEqualTo("a!");
        assertThat(group.submit("c")).isEqualTo("c!");
        assertThat(batches).containsExactly(List.of("a"), List.of("c"));
    }

    @Test
    void anIdleKeyLeavesNothingBehind() {
        GroupCommit<String, String> group = group(10, 10, PATIENCE, this::shout);
        IntStream.range(0, 100).forEach(i -> group.submit("x" + i));
        assertThat(meters.get("holdfast.group.commit.lanes").gauge().value()).isZero();
        assertThat(meters.get("holdfast.group.commit.batch").summary().count()).isEqualTo(100);
    }

    @Test
    void underManyThreadsEachGetsItsOwnAnswerAndOneTransactionAKeyIsInFlight() throws Exception {
        AtomicInteger[] inFlight = IntStream.range(0, 3).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
        AtomicInteger most = new AtomicInteger();
        GroupCommit<String, String> group = new GroupCommit<>("test", command -> command.length() % 3, commands -> {
            AtomicInteger mine = inFlight[commands.getFirst().length() % 3];
            most.accumulateAndGet(mine.incrementAndGet(), Math::max);
            try {
                return commands.stream().map(command -> command + "!").toList();
            } finally {
                mine.decrementAndGet();
            }
        }, properties(50, 10_000, PATIENCE), meters);
        List<Future<Boolean>> clients = new ArrayList<>();
        for (int client = 0; client < 300; client++) {
            String name = "client-" + client + "-";
            clients.add(threads.submit(() -> IntStream.range(0, 200).allMatch(i -> group.submit(name + i).equals(name + i + "!"))));
        }
        for (Future<Boolean> client : clients) {
            assertThat(client.get(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most).hasValue(1);
        assertThat(meters.get("holdfast.group.commit.waiting").gauge().value()).isZero();
    }

    private GroupCommit<String, String> group(int maxBatch, int maxWaiting, Duration maxWait,
            Function<List<String>, List<String>> transaction) {
        return new GroupCommit<>("test", command -> 1, transaction, properties(maxBatch, maxWaiting, maxWait), meters);
    }

    private static GroupCommitProperties properties(int maxBatch, int maxWaiting, Duration maxWait) {
        return new GroupCommitProperties(maxBatch, maxWaiting, maxWait, 2, 1);
    }

    private List<String> shout(List<String> commands) {
        batches.add(commands);
        return commands.stream().map(command -> command + "!").toList();
    }

    private List<String> shoutOnceOpen(List<String> commands) {
        List<String> outcomes = shout(commands);
        try {
            assertThat(open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }

    /** The first is in flight, the others wait behind it in their order. */
    private List<Future<String>> submitOneAfterAnother(GroupCommit<String, String> group, String... commands) {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < commands.length; i++) {
            int before = i - 1;
            String command = commands[i];
            answers.add(threads.submit(() -> group.submit(command)));
            if (before < 0) {
                await().until(() -> batches.size() == 1);
            } else {
                await().until(() -> meters.get("holdfast.group.commit.waiting").gauge().value() == before + 1);
            }
        }
        return answers;
    }

    private static List<String> valuesOf(List<Future<String>> answers) throws Exception {
        List<String> values = new ArrayList<>();
        for (Future<String> answer : answers) {
            values.add(answer.get(10, TimeUnit.SECONDS));
        }
        return values;
    }
}
