package dev.holdfast.benchmark.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1 connections that are kept open, and judges each answer. One thread does all of it, because the machine's
 * processors are wanted for what is measured.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final long CLOSE_SECONDS = 10;

    private final WrongAnswers wrongAnswers;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    /** @param wrongAnswers is told of every one */
    public LoadGenerator(WrongAnswers wrongAnswers) {
        this.wrongAnswers = wrongAnswers;
    }

    /**
     * Starts to send at once; nothing is recorded before {@link RunningLoad#record()}.
     *
     * @param port     on this machine
     * @param requests what each client asks next; called by the generator's thread. Null where there is nothing to ask for: at a fixed rate
     *                 that is no request, and a client that asks again and again is gone
     */
    public RunningLoad start(int port, Pace pace, Supplier<? extends @Nullable Request> requests) {
        HttpClientAgent client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port))
                .with(new PoolOptions().setHttp1MaxSize(pace.connections()).setMaxWaitQueueSize(-1))
                .build();
        RunningLoad load = new RunningLoad(vertx, client, requests, wrongAnswers);
        load.begin(pace);
        return load;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException("The load generator did not end", failure);
        }
    }
}
