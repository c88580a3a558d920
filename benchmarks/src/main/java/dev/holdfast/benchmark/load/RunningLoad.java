package dev.holdfast.benchmark.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that are being sent until they are stopped. All state but the volatile fields belongs to the generator's thread. */
public final class RunningLoad {

    private static final long TICK_MILLIS = 1;
    /** After a request without an answer, so that a server that is gone is not asked a hundred thousand times a second. */
    private static final long AFTER_FAILURE_MILLIS = 100;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Supplier<? extends @Nullable Request> requests;
    private final WrongAnswers wrongAnswers;
    private final Set<Errand> underWay = new HashSet<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private Schedule schedule = new Schedule(System.nanoTime(), 1);
    private volatile Recording recording = new Recording(System.nanoTime());
    private volatile long answers;
    private volatile boolean stopping;
    private volatile boolean cutShort;

    RunningLoad(Vertx vertx, HttpClientAgent client, Supplier<? extends @Nullable Request> requests, WrongAnswers wrongAnswers) {
        this.vertx = vertx;
        this.client = client;
        this.requests = requests;
        this.wrongAnswers = wrongAnswers;
    }

    void begin(Pace pace) {
        vertx.runOnContext(started -> {
            switch (pace) {
                case Pace.Saturate(int clients) -> {
                    for (int i = 0; i < clients; i++) {
                        sendAfterEachAnswer();
                    }
                }
                case Pace.AtRate(double perSecond, int connections) -> sendWhenDue(perSecond, Integer.MAX_VALUE);
                case Pace.Crowd(double perSecond, int connections) -> sendWhenDue(perSecond, connections);
            }
        });
    }

    private void sendAfterEachAnswer() {
        Request request = stopping ? null : requests.get();
        if (request != null) {
            new Errand(System.nanoTime(), null, this::sendAfterEachAnswer).send(request);
        }
    }

    private void sendWhenDue(double perSecond, int most) {
        schedule = new Schedule(System.nanoTime(), perSecond);
        vertx.setPeriodic(TICK_MILLIS, timer -> {
            if (stopping) {
                vertx.cancelTimer(timer);
                return;
            }
            while (schedule.isDue(System.nanoTime())) {
                sendOrLeave(schedule.take(), most);
            }
        });
    }

    private void sendOrLeave(long due, int most) {
        if (underWay.size() >= most) {
            recording.unsent();
            return;
        }
        Request request = requests.get();
        if (request != null) {
            new Errand(due, recording, () -> { }).send(request);
        }
    }

    /** From now on, a load of a fixed rate has this one. */
    public void changeRate(double perSecond) {
        vertx.runOnContext(changed -> schedule = new Schedule(System.nanoTime(), perSecond));
    }

    /** @return what came of a recording up to now, while the load goes on */
    public Load look(Recording ended) throws InterruptedException {
        CompletableFuture<Load> load = new CompletableFuture<>();
        vertx.runOnContext(looked -> load.complete(ended.load()));
        try {
            return load.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return how many errands have ended so far, however they ended */
    public long answers() {
        return answers;
    }

    /** Begins to record, and ends the recording before. */
    public Recording record() {
        long now = System.nanoTime();
        recording.end(now);
        Recording begun = new Recording(now);
        recording = begun;
        return begun;
    }

    /**
     * Ends the recording, sends nothing more, and waits for the answers that are still to come.
     *
     * @param drain how long; what has no answer by then is cut off
     * @return requests that were cut off
     */
    public int stop(Duration drain) throws InterruptedException {
        record();
        stopping = true;
        vertx.runOnContext(stopped -> drainedIfIdle());
        try {
            drained.get(drain.toMillis(), TimeUnit.MILLISECONDS);
            return 0;
        } catch (TimeoutException unanswered) {
            return cutOff();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            client.close();
        }
    }

    private int cutOff() throws InterruptedException {
        cutShort = true;
        CompletableFuture<Integer> unanswered = new CompletableFuture<>();
        vertx.runOnContext(cut -> {
            long now = System.nanoTime();
            underWay.forEach(errand -> errand.leftAt(now));
            unanswered.complete(underWay.size());
        });
        try {
            return unanswered.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void drainedIfIdle() {
        if (stopping && underWay.isEmpty()) {
            drained.complete(null);
        }
    }

    /** What one client wants, from its first request to the verdict. */
    private final class Errand {

        private final long start;
        private final @Nullable Recording ofStart;
        private final Runnable afterwards;
        private boolean started;

        /** @param ofStart to whose percentiles the latency belongs; null for the recording in which the answer comes */
        Errand(long start, @Nullable Recording ofStart, Runnable afterwards) {
            this.start = start;
            this.ofStart = ofStart;
            this.afterwards = afterwards;
            underWay.add(this);
        }

        void send(Request request) {
            client.request(request.method(), request.path())
                    .compose(http -> {
                        noteStart();
                        return request.method() == HttpMethod.GET ? http.send()
                                : http.putHeader(HttpHeaders.CONTENT_TYPE, JSON).send(request.body());
                    })
                    .compose(response -> response.body().map(body ->
                            Answer.of(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), body)))
                    .onComplete(result -> {
                        if (result.succeeded()) {
                            judge(request, result.result());
                        } else {
                            fail(request, result.cause());
                        }
                    });
        }

        private void noteStart() {
            if (!started) {
                started = true;
                (ofStart == null ? recording : ofStart).started(System.nanoTime() - start);
            }
        }

        private void judge(Request request, Answer answer) {
            switch (judged(request, answer)) {
                case Verdict.Accepted accepted -> done(true);
                case Verdict.Refused refused -> done(false);
                case Verdict.Next(Request next) -> send(next);
                case Verdict.Wrong(String why) -> {
                    wrongAnswers.add("%s: %s; the answer was %s".formatted(request.path(), why, answer));
                    end();
                    afterwards.run();
                }
            }
        }

        /** A client that cannot make sense of an answer says so, and is not lost. */
        private static Verdict judged(Request request, Answer answer) {
            try {
                return request.judge(answer);
            } catch (RuntimeException senseless) {
                return new Verdict.Wrong("it could not be judged: %s".formatted(senseless));
            }
        }

        private void fail(Request request, Throwable cause) {
            end();
            if (cutShort) {
                return;
            }
            wrongAnswers.add("%s: no answer, because of %s".formatted(request.path(), cause));
            vertx.setTimer(AFTER_FAILURE_MILLIS, timer -> afterwards.run());
        }

        private void done(boolean accepted) {
            long now = System.nanoTime();
            Recording current = recording;
            current.count(accepted, now - start, now);
            (ofStart == null ? current : ofStart).latency(accepted, now - start);
            end();
            afterwards.run();
        }

        private void end() {
            answers++;
            underWay.remove(this);
            drainedIfIdle();
        }

        /** It has taken this long at the least. A client that waits for its answer has no place in the percentiles until it comes. */
        void leftAt(long now) {
            if (ofStart != null) {
                ofStart.latency(true, now - start);
            }
        }
    }
}
