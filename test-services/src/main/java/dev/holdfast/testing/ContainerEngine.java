package dev.holdfast.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.lifecycle.Startable;

/**
 * Starts containers where that is possible, and says quickly and quietly where it is not.
 *
 * <p>An engine alone is not enough: some run where no image can be pulled, and Testcontainers would retry for minutes.
 * So the image is asked for first, and each step has a time limit.
 */
final class ContainerEngine {

    /** Long enough for Testcontainers to try every way there is to an engine. */
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration PULL_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private ContainerEngine() {
    }

    /**
     * @param image repository and tag, such as {@code mysql:9.7}
     * @return the started container
     * @throws NoContainer when no engine answers, the image cannot be pulled within a minute, or the container does not start
     */
    static <C extends Startable> C start(String image, Supplier<C> create) throws NoContainer {
        if (!isLikelyThere()) {
            throw new NoContainer("no container engine");
        }
        DockerClient engine = within(ENGINE_LIMIT, "no container engine answers", () -> DockerClientFactory.instance().client());
        if (!within(ANSWER_LIMIT, "the container engine does not answer", () -> hasImage(engine, image))) {
            within(PULL_LIMIT, "the image " + image + " cannot be pulled", () -> pull(engine, image));
        }
        return within(START_LIMIT, "the container of " + image + " did not start", () -> {
            C container = create.get();
            container.start();
            return container;
        });
    }

    /** Looks for the usual sockets, since Testcontainers reports the lack of an engine with a page of errors. */
    private static boolean isLikelyThere() {
        Path home = Path.of(System.getProperty("user.home"));
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run");
        return System.getenv("DOCKER_HOST") != null
                || System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
                || Stream.of(Path.of("/var/run/docker.sock"), Path.of(runtime, "docker.sock"), home.resolve(".docker/run/docker.sock"),
                        home.resolve(".docker/desktop/docker.sock"), home.resolve(".testcontainers.properties")).anyMatch(Files::exists);
    }

    private static boolean hasImage(DockerClient engine, String image) {
        try {
            engine.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException missing) {
            return false;
        }
    }

    private static boolean pull(DockerClient engine, String image) throws InterruptedException {
        engine.pullImageCmd(image).start().awaitCompletion();
        return true;
    }

    private static <T> T within(Duration limit, String otherwise, Callable<T> step) throws NoContainer {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("container-engine").start(() -> {
            try {
                result.complete(step.call());
            } catch (Exception | LinkageError failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new NoContainer("%s (no answer within %d s)".formatted(otherwise, limit.toSeconds()));
        } catch (ExecutionException failure) {
            throw new NoContainer("%s (%s)".formatted(otherwise, failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NoContainer("interrupted");
        }
    }
}
