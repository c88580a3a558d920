package dev.holdfast.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The generator against a server that answers as the test wants. */
class LoadGeneratorIT {

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final WrongAnswers wrongAnswers = new WrongAnswers();
    private final LoadGenerator generator = new LoadGenerator(wrongAnswers);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(30);
    private HttpServer server;

    /** Wants the body {@code good}; {@code bad} is a refusal. */
    private static final class Greeting implements Request {

        @Override
        public String path() {
            return "/";
        }

        @Override
        public Buffer body() {
            return Buffer.buffer("{}");
        }

        @Override
        public Verdict judge(Answer answer) {
            return switch (new String(answer.body(), StandardCharsets.UTF_8)) {
                case "good" -> Verdict.ACCEPTED;
                case "bad" -> Verdict.REFUSED;
                case "more" -> new Verdict.Next(this);
                case "senseless" -> throw new IllegalStateException("what is this");
                default -> new Verdict.Wrong("it should be good or bad");
            };
        }
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        generator.close();
        threads.close();
    }

    private void answer(String... inTurn) {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = inTurn[asked.getAndIncrement() % inTurn.length].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            enough.countDown();
        });
    }

    @Test
    void everyAnswerIsCountedAsWhatItIs() throws InterruptedException {
        answer("good", "bad", "ugly", "senseless", "more", "good");
        RunningLoad load = generator.start(server.getAddress().getPort(), new Pace.Saturate(1), Greeting::new);
        Recording recording = load.record();
        enough.await();
        assertThat(load.stop(DRAIN)).isZero();

        int rounds = asked.get() / 6;
        assertThat(recording.load().accepted()).isBetween(2L * rounds - 2, 2L * rounds + 2);
        assertThat(recording.load().refused()).isBetween(rounds - 1L, rounds + 1L);
        assertThat(wrongAnswers.count()).isBetween(2L * rounds, 2L * rounds + 2);
        assertThat(wrongAnswers.first()).hasSizeBetween(8, 10)
                .first().asString().contains("/: it should be good or bad", "200 ugly");
    }

    @Test
    void whatWaitsForAConnectionHasBeenLateSinceTheTimeAtWhichItWasMeantToStart() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (asked.getAndIncrement() == 0) {
                await(release);
            }
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("good".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        RunningLoad load = generator.start(server.getAddress().getPort(), new Pace.AtRate(100, 1), Greeting::new);
        Recording recording = load.record();
        // The server is busy with the first for half a second. Those behind it are not left out: about fifty of them.
        assertThat(release.await(500, TimeUnit.MILLISECONDS)).isFalse();
        release.countDown();
        assertThat(load.stop(DRAIN)).isZero();

        assertThat(asked.get()).isGreaterThanOrEqualTo(45);
        assertThat(recording.load().acceptedTimes().max()).isGreaterThanOrEqualTo(450);
        assertThat(recording.load().acceptedTimes().p50()).isGreaterThanOrEqualTo(150);
        assertThat(recording.load().late()).isGreaterThanOrEqualTo(40);
        assertThat(wrongAnswers.count()).isZero();
    }

    @Test
    void aCrowdThatFindsNoConnectionFreeIsCountedAndNotSent() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.getAndIncrement();
            await(release);
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("good".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        RunningLoad load = generator.start(server.getAddress().getPort(), new Pace.Crowd(1, 2), Greeting::new);
        Recording recording = load.record();
        load.changeRate(1_000);
        while (load.look(recording).unsent() < 100) {
            Thread.onSpinWait();
        }
        assertThat(asked.get()).isEqualTo(2);
        release.countDown();
        assertThat(load.stop(DRAIN)).isZero();
        assertThat(recording.load().inTime()).isLessThanOrEqualTo(recording.load().accepted());
        assertThat(wrongAnswers.count()).isZero();
    }

    @Test
    void whatIsCutOffIsNoWrongAnswerButIsTold() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(3);
        server.createContext("/", exchange -> {
            waiting.countDown();
            await(never);
            exchange.close();
        });
        RunningLoad load = generator.start(server.getAddress().getPort(), new Pace.Saturate(3), Greeting::new);
        waiting.await();
        assertThat(load.stop(Duration.ofMillis(50))).isEqualTo(3);
        never.countDown();
        assertThat(wrongAnswers.count()).isZero();
    }

    @Test
    void aConnectionThatBreaksIsAWrongAnswer() throws InterruptedException {
        server.createContext("/", exchange -> {
            enough.countDown();
            throw new IOException("broken on purpose");
        });
        RunningLoad load = generator.start(server.getAddress().getPort(), new Pace.Saturate(10), Greeting::new);
        enough.await();
        load.stop(DRAIN);
        assertThat(wrongAnswers.count()).isGreaterThanOrEqualTo(20);
        assertThat(wrongAnswers.first().getFirst()).contains("no answer");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
