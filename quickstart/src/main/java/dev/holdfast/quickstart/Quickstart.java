package dev.holdfast.quickstart;

import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.embedded.ServiceNotStarted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/** What {@code ./run} starts. */
public final class Quickstart {

    private static final String HELP = """
            Usage: ./run [--fresh]     start Holdfast on this machine; Ctrl-C stops it
                   ./run events        print the events as they arrive in Kafka
                   ./run benchmark     measure how fast it is; ./run benchmark --help tells more
                   ./run audit         check what it promises; ./run audit --help tells more
                   ./run faults        kill, freeze and cut while people buy, then audit; ./run faults --help tells more
                   ./run fuzz          send requests that are wrong, and judge the answers; ./run fuzz --help tells more
                   ./run --help        this text

              --fresh   begin with empty data: that of the embedded database and broker is deleted

            Environment:
              HOLDFAST_API_PORT          port of the API                                      8080
              HOLDFAST_DB_PORT           port of the embedded database                        13306
              HOLDFAST_KAFKA_PORT        port of the embedded broker                          19092
              HOLDFAST_SIMULATOR_PORT    port of the simulated payment provider               8090
              HOLDFAST_DB_URL            a database to use in place of the embedded one, such as
                                         jdbc:mysql://127.0.0.1:3306/holdfast; with HOLDFAST_DB_USER, HOLDFAST_DB_PASSWORD
              HOLDFAST_KAFKA_BOOTSTRAP   a Kafka cluster to use in place of the embedded broker, such as 127.0.0.1:9092
            """;

    private static final String TRY_NEXT = """

            Holdfast is ready after %1$.1f s. Try, in another terminal:

              curl -s http://127.0.0.1:%2$d/api/products/1
              curl -s -X POST http://127.0.0.1:%2$d/api/holds -H 'Content-Type: application/json' -d '{"product_id": 1, "quantity": 2}'
              curl -s -X POST http://127.0.0.1:%2$d/api/orders -H 'Content-Type: application/json' -d '{"hold_id": HOLD_ID}'
              curl -s -X POST http://127.0.0.1:%2$d/api/payments/webhook -H 'Content-Type: application/json' \\
                   -d '{"idempotency_key": "pay-1", "order_id": ORDER_ID, "status": "success"}'

            or, as if the webhook had been lost: the order is paid all the same, when the provider is asked

              curl -s -X POST http://127.0.0.1:%4$d/simulator/payments -d '{"order_id": ORDER_ID, "webhook": "lost"}'

              ./run events        shows every event as it arrives in Kafka

            In a browser, http://127.0.0.1:%2$d/swagger-ui has every call.
            HOLD_ID and ORDER_ID are in the answers. The log is %3$s. Ctrl-C stops everything.
            """;

    private Quickstart() {
    }

    /** @param arguments see {@code ./run --help}; exit code 130 after Ctrl-C, 1 when it cannot start, 2 for a wrong argument */
    public static void main(String[] arguments) {
        Path directory = Path.of(System.getProperty("holdfast.directory", ".holdfast"));
        // Read by logback.xml when the first logger is made. Two processes do not write one file.
        String log = List.of(arguments).equals(List.of("events")) ? "events.log" : "holdfast.log";
        System.setProperty("holdfast.log", directory.resolve(log).toString());
        try {
            switch (Stream.of(arguments).toList()) {
                case List<String> none when none.isEmpty() -> run(directory);
                case List<String> fresh when fresh.equals(List.of("--fresh")) -> {
                    EmbeddedDatabase.erase(directory.resolve("database"));
                    EmbeddedBroker.erase(directory.resolve("broker"));
                    run(directory);
                }
                case List<String> events when events.equals(List.of("events")) -> showEvents(directory);
                case List<String> help when help.equals(List.of("--help")) -> System.out.print(HELP);
                default -> {
                    System.err.println("Holdfast does not know these arguments: " + String.join(" ", arguments) + "\n\n" + HELP);
                    System.exit(2);
                }
            }
        } catch (CannotStart | ServiceNotStarted clear) {
            fail(String.valueOf(clear.getMessage()));
        } catch (RuntimeException unexpected) {
            LoggerFactory.getLogger(Quickstart.class).error("Holdfast could not start", unexpected);
            fail("%s; the log has more: %s".formatted(rootMessage(unexpected), directory.resolve(log)));
        }
    }

    private static void run(Path directory) {
        beginLogging();
        Progress progress = new Progress(System.out);
        progress.say("Holdfast is starting; its data is in %s", directory.toAbsolutePath().normalize());
        Settings settings = Settings.from(System.getenv(), directory);
        RunningHoldfast holdfast = new RunningHoldfast(settings, progress);
        CountDownLatch stopped = new CountDownLatch(1);
        // Before the start, so that Ctrl-C in the middle of it leaves nothing behind either.
        Thread hook = new Thread(() -> {
            progress.say("%nHoldfast is stopping ...");
            holdfast.close();
            progress.say("Stopped. The data stays; ./run finds it again, ./run --fresh begins anew.");
            stopped.countDown();
        }, "stop-holdfast");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            holdfast.start();
        } catch (RuntimeException failure) {
            if (isStopping(hook)) {
                return;
            }
            throw failure;
        }
        progress.say(TRY_NEXT, progress.secondsSinceStart(), settings.apiPort(), settings.logFile(), settings.simulatorPort());
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Spring Boot sets logging up anew when the first application starts, and what the broker, which starts beside it, logs at that moment
     * would have nowhere to go.
     */
    private static void beginLogging() {
        LoggingSystem logging = LoggingSystem.get(Quickstart.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
    }

    /** @return whether the hook runs already; otherwise it is taken away, because nothing is left to stop */
    private static boolean isStopping(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }

    private static void showEvents(Path directory) {
        Settings settings = Settings.from(System.getenv(), directory);
        new ShowEvents(Optional.ofNullable(settings.bootstrap()).orElse("127.0.0.1:" + settings.kafkaPort()), System.out).run();
    }

    private static void fail(String why) {
        System.err.println("Holdfast cannot start: " + why);
        System.exit(1);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
