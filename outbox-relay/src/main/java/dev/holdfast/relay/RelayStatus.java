package dev.holdfast.relay;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the relay's parts are doing, for health and for the log. The log gets one line when something changes for the relay as a
 * whole, not one for each lane and attempt: with the broker away for hours, that is one line when it goes and one when it is back.
 */
final class RelayStatus {

    private static final Logger log = LoggerFactory.getLogger(RelayStatus.class);

    private final SortedMap<Integer, Lane> lanes = new TreeMap<>();
    private final Map<String, String> waiting = new TreeMap<>();
    private final Set<String> announced = new HashSet<>();
    private final Map<String, String> refusals = new TreeMap<>();
    private final SortedMap<Integer, Integer> parkedKeys = new TreeMap<>();

    /** A lane that this relay owns. */
    sealed interface Lane {
        record Starting() implements Lane {
        }

        record Running() implements Lane {
        }

        record Waiting(String reason) implements Lane {
        }

        record Refused(String reason) implements Lane {
        }
    }

    /**
     * @param refusals   by part of the relay, why no lane may run; empty when they may
     * @param waiting    by part of the relay, why it waits
     * @param parkedKeys by lane, how many keys wait for an operator while the others flow; only lanes that have some
     */
    record Snapshot(Map<String, String> refusals, SortedMap<Integer, Lane> lanes, Map<String, String> waiting,
            SortedMap<Integer, Integer> parkedKeys) {
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(new TreeMap<>(refusals), new TreeMap<>(lanes), new TreeMap<>(waiting), new TreeMap<>(parkedKeys));
    }

    /** @return whether no lane may run, whoever owns it */
    synchronized boolean isRefused() {
        return !refusals.isEmpty();
    }

    synchronized void refuse(String part, String reason) {
        if (!reason.equals(refusals.put(part, reason))) {
            log.error("The relay publishes nothing: {}", reason);
        }
        recovered(part);
    }

    synchronized void acceptAgain(String part) {
        if (refusals.remove(part) != null) {
            log.info("The {} no longer keep the relay from publishing", part);
        }
    }

    synchronized void owned(int lane) {
        lanes.put(lane, new Lane.Starting());
    }

    synchronized void released(int lane) {
        lanes.remove(lane);
        parkedKeys.remove(lane);
        recovered("lane " + lane);
    }

    /** A lane's step succeeded. */
    synchronized void running(int lane) {
        lanes.replace(lane, new Lane.Running());
        recovered("lane " + lane);
    }

    /** @param keys that a lane has parked; not counted where the lane is another relay's by now */
    synchronized void parked(int lane, int keys) {
        if (keys > 0 && lanes.containsKey(lane)) {
            parkedKeys.put(lane, keys);
        } else {
            parkedKeys.remove(lane);
        }
    }

    /** @return 0 for a lane that this relay does not work */
    synchronized int parkedKeys(int lane) {
        return parkedKeys.getOrDefault(lane, 0);
    }

    synchronized void refusedLane(int lane, String reason) {
        if (!(lanes.get(lane) instanceof Lane.Refused(String known) && known.equals(reason))) {
            log.error(reason);
        }
        lanes.replace(lane, new Lane.Refused(reason));
        recovered("lane " + lane);
    }

    synchronized void waitingLane(int lane, Throwable cause) {
        if (lanes.replace(lane, new Lane.Waiting(String.valueOf(cause))) != null) {
            waiting("lane " + lane, cause);
        }
    }

    /** Something failed and is tried again for as long as it takes. */
    synchronized void waiting(String part, Throwable cause) {
        waiting.put(part, String.valueOf(cause));
        if (announced.add(cause.getClass().getName())) {
            log.warn("The relay waits and tries again; nothing is lost meanwhile. First seen in {}: {}", part, String.valueOf(cause));
        }
        log.debug("{} waits", part, cause);
    }

    synchronized void recovered(String part) {
        if (waiting.remove(part) != null && waiting.isEmpty()) {
            announced.clear();
            log.info("The relay is at work again");
        }
    }
}
