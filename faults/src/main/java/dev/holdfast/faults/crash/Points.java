package dev.holdfast.faults.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The points of this process, and the order that is to be carried out at one of them. */
public final class Points {

    static final String VARIABLE = "HOLDFAST_FAULTS_ORDERS";

    private static final Logger log = LoggerFactory.getLogger(Points.class);
    private static final int LOOK_AGAIN_MILLIS = 50;

    private static volatile @Nullable Armed armed;

    private Points() {
    }

    /** @param report file that tells that the order was carried out */
    private record Armed(Order order, AtomicInteger passesLeft, Path report) {
    }

    /**
     * To be called first in a process; does nothing unless its environment names a file of orders.
     *
     * @param points of its program
     */
    public static void watchIfAsked(List<CrashPoint> points) {
        String orders = System.getenv(VARIABLE);
        if (orders != null && !points.isEmpty()) {
            Passing.install(points);
            Thread.ofPlatform().daemon().name("watch-orders").start(() -> watch(Path.of(orders)));
        }
    }

    private static void watch(Path orders) {
        String known = "";
        while (true) {
            try {
                String line = Files.readString(orders);
                if (!line.equals(known)) {
                    known = line;
                    Order order = Order.parse(line);
                    armed = new Armed(order, new AtomicInteger(order.pass()), Order.report(orders));
                }
            } catch (NoSuchFileException lifted) {
                armed = null;
            } catch (IOException failure) {
                log.warn("Orders cannot be read", failure);
            }
            LockSupport.parkNanos(LOOK_AGAIN_MILLIS * 1_000_000L);
        }
    }

    /**
     * Is called from the points' classes.
     *
     * @param method  with its class's full name
     * @param atBegin else at its end
     */
    public static void pass(String method, boolean atBegin) {
        Armed now = armed;
        if (now != null && now.order.point().is(method, atBegin) && now.passesLeft.decrementAndGet() == 0) {
            carryOut(now);
        }
    }

    private static void carryOut(Armed now) {
        try {
            Files.writeString(now.report, String.valueOf(now.order.number()));
            switch (now.order.mishap()) {
                case DEATH -> Runtime.getRuntime().halt(137);
                // It stops in the middle of this wait.
                case FREEZE -> new ProcessBuilder("kill", "-STOP", String.valueOf(ProcessHandle.current().pid())).start().onExit().join();
                case HOLD -> Thread.sleep(now.order.time());
            }
        } catch (IOException failure) {
            log.warn("The order {} could not be carried out", now.order, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
