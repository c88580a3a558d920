package dev.holdfast.relay;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Starts the relay with the application, without waiting for Kafka or the database, and stops it with the application. */
final class RelayService implements SmartLifecycle {

    private final LaneMembership membership;
    private final LaneWatch watch;
    private final OwnedLanes owned;
    private final Duration stopTimeout;
    private final Thread membershipThread;
    private final Thread watchThread;
    private volatile boolean running;

    RelayService(LaneMembership membership, LaneWatch watch, OwnedLanes owned, Duration stopTimeout) {
        this.membership = membership;
        this.watch = watch;
        this.owned = owned;
        this.stopTimeout = stopTimeout;
        this.membershipThread = Thread.ofPlatform().name("relay-membership").daemon().unstarted(membership);
        this.watchThread = Thread.ofPlatform().name("relay-watch").daemon().unstarted(watch);
    }

    @Override
    public void start() {
        running = true;
        membershipThread.start();
        watchThread.start();
    }

    /** Ends after the batches that are under way, and within twice the stop timeout. */
    @Override
    public void stop() {
        running = false;
        membership.stop();
        try {
            membershipThread.join(stopTimeout.multipliedBy(2));
            watch.stop();
            watchThread.join(stopTimeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        owned.abandon(owned.all());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
