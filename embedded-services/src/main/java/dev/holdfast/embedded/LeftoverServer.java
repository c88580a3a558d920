package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database server that a killed process has left running. It holds the port and the data files, so it must end before the next one starts.
 *
 * <p>Called only by the holder of the directory's lock: a server that is found then has no owner any more.
 */
final class LeftoverServer {

    static final String PID_FILE = "server.pid";

    private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private LeftoverServer() {
    }

    /** @param programs the directory that the server's program lies in; a process that runs any other program is not touched */
    static void stop(ServiceDirectory home, Path programs) throws IOException, InterruptedException {
        Path pidFile = home.resolve(PID_FILE);
        Optional<ProcessHandle> server = read(pidFile).flatMap(ProcessHandle::of).filter(process -> runsFrom(programs, process));
        if (server.isPresent()) {
            log.info("Stopping the database server {} that an earlier run left behind in {}", server.get().pid(), home.path());
            server.get().destroy();
            if (!awaitEnd(server.get(), programs)) {
                log.warn("It did not stop within {} s and is killed", STOP_LIMIT.toSeconds());
                server.get().destroyForcibly();
                awaitEnd(server.get(), programs);
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private static Optional<Long> read(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String text = Files.readString(pidFile).strip();
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** The pid may belong to somebody else by now. Our server is the one whose program was unpacked into our own directory. */
    private static boolean runsFrom(Path programs, ProcessHandle process) {
        return process.info().command().filter(command -> Path.of(command).startsWith(programs)).isPresent();
    }

    private static boolean awaitEnd(ProcessHandle server, Path programs) throws InterruptedException {
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        // Not by onExit() alone: a process that has ended stays visible until its parent has asked for its exit code, which may be never.
        while (runsFrom(programs, server)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                server.onExit().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException stillThere) {
                log.trace("Still there", stillThere);
            }
        }
        return true;
    }
}
