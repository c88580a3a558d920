package dev.holdfast.peers;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code java -jar benchmark-peers-…-app.jar <peer> <task> [--option=value …]}, where the task is one of
 *
 * <ul>
 *   <li>{@code prepare}: creates the peer's tables, before any of the others, and ends;
 *   <li>{@code fill}: writes a backlog into the peer's own tables and ends;
 *   <li>{@code drain}: publishes whatever is there and comes, until the process is told to end;
 *   <li>{@code publish}: writes events at a steady rate, and publishes them where the peer does so in the writing process.
 * </ul>
 *
 * <p>With {@code --ends-with-parent=true} it ends when its standard input does. Each line on standard output is a JSON object whose {@code report} says what has happened.
 */
public final class Peers {

    private Peers() {
    }

    /** @param arguments peer, task, options: {@code topic}, {@code directory}, {@code rows}, {@code keys}, {@code rate}, {@code seconds} */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: <peer> prepare|fill|drain|publish [--option=value ...]");
            System.exit(2);
        }
        Rival rival = Rival.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Map<String, String> options = options(arguments);
        if (Boolean.parseBoolean(options.get("ends-with-parent"))) {
            Thread.ofPlatform().daemon().name("watch-parent").start(Peers::exitWithParent);
        }
        Settings settings = Settings.of(System.getenv(), options);
        switch (arguments[1]) {
            case "prepare" -> prepare(rival, settings);
            case "fill" -> fill(rival, settings);
            case "drain" -> drain(rival, settings);
            case "publish" -> publish(rival, settings);
            default -> throw new IllegalArgumentException("no such task: " + arguments[1]);
        }
        System.exit(0);
    }

    private static Map<String, String> options(String[] arguments) {
        return Arrays.stream(arguments).skip(2)
                .map(option -> option.replaceFirst("^--", "").split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
    }

    /** The parent holds the other end of the standard input, and the operating system closes it when the parent dies. */
    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException broken) {
            // As good as its end.
        }
        System.exit(0);
    }

    private static void prepare(Rival rival, Settings settings) throws Exception {
        try (Peer peer = rival.open(settings, false)) {
            peer.prepare();
            report("""
                    {"report":"prepared"}""");
        }
    }

    private static void fill(Rival rival, Settings settings) throws Exception {
        try (Peer peer = rival.open(settings, false)) {
            long begin = System.nanoTime();
            new Filling(peer, settings.load()).run();
            report("""
                    {"report":"filled","rows":%d,"millis":%d}""".formatted(settings.load().rows(), millis(System.nanoTime() - begin)));
        }
    }

    private static void drain(Rival rival, Settings settings) throws Exception {
        Peer peer = rival.open(settings, true);
        closeAtExit(peer);
        peer.startRelay();
        report("""
                {"report":"relaying"}""");
        awaitTheEnd();
    }

    private static void publish(Rival rival, Settings settings) throws Exception {
        Peer peer = rival.open(settings, !rival.relaysApart());
        closeAtExit(peer);
        if (!rival.relaysApart()) {
            peer.startRelay();
        }
        report("""
                {"report":"publishing"}""");
        Publishing.Outcome outcome = new Publishing(peer, settings.load()).run();
        report("""
                {"report":"published","events":%d,"failed":%d,"millis":%d,"worst_delay_millis":%d}""".formatted(
                outcome.events(), outcome.failed(), millis(outcome.nanos()), millis(outcome.worstDelayNanos())));
        awaitTheEnd();
    }

    private static void closeAtExit(Peer peer) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(peer::close));
    }

    private static void awaitTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static void report(String json) {
        System.out.println(json);
    }
}
