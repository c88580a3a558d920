package dev.holdfast.api.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are served when more come than can be.
 *
 * <p>Each class has places for as many requests in progress. A class may also use places of those that matter less while they are free,
 * and never one of those that matter more. A request that finds none waits: when one is left, it goes to a class that has fewer
 * requests in progress than places of its own, else to the one that matters most. So a flood of one class takes nothing from another
 * but what that one does not use.
 *
 * <p>Within a class, who came first is first, until the first has waited for a fifth of the limit. From then on more come than can be
 * served, and in order all of them would be served late; so the last to come are first, and those who have waited long are refused
 * when their time is over, or when there is no room for one who has just come. That they wait until then keeps clients who ask again
 * at once from doing so all the time.
 */
final class Admission {

    private static final RequestClass[] CLASSES = RequestClass.values();
    private static final int IN_ORDER_WITHIN = 5;

    private final AdmissionProperties properties;
    private final Map<RequestClass, Deque<Place>> waiting = new EnumMap<>(RequestClass.class);
    private final int[] inProgress = new int[CLASSES.length];
    private int waitingInAll;

    Admission(AdmissionProperties properties) {
        this.properties = properties;
        for (RequestClass each : CLASSES) {
            waiting.put(each, new ArrayDeque<>());
        }
    }

    /**
     * Blocks until a request may go on, or is refused.
     *
     * @return to be given back by {@link #leave}; null when it is refused
     */
    @Nullable Place enter(RequestClass of) {
        Place place = new Place(of);
        come(place);
        return place.await() == Place.State.IN_PROGRESS ? place : null;
    }

    /** Gives a place back. To do so again changes nothing. */
    synchronized void leave(Place place) {
        if (place.state != Place.State.IN_PROGRESS) {
            return;
        }
        place.state = Place.State.LEFT;
        inProgress[place.of.ordinal()]--;
        Place next = next();
        if (next != null) {
            admit(next);
        }
    }

    /** To be called now and then, since nobody who waits has a clock of its own. */
    synchronized void refuseOverdue() {
        for (Deque<Place> queue : waiting.values()) {
            while (!queue.isEmpty() && queue.element().nanosWaited() > properties.maxWait().toNanos()) {
                refuse(remove(queue, false));
            }
        }
    }

    synchronized int inProgress(RequestClass of) {
        return inProgress[of.ordinal()];
    }

    synchronized int waiting(RequestClass of) {
        return queue(of).size();
    }

    private synchronized void come(Place place) {
        if (hasRoomFor(place.of)) {
            admit(place);
        } else if (waitingInAll < properties.maxWaiting() || makeRoomFor(place.of)) {
            queue(place.of).add(place);
            waitingInAll++;
        } else {
            refuse(place);
        }
    }

    /** @return whether this class and all below it leave it a place, and so on for each class above it */
    private boolean hasRoomFor(RequestClass of) {
        int used = 0;
        int places = 0;
        for (int i = CLASSES.length - 1; i >= 0; i--) {
            used += inProgress[i];
            places += properties.places().of(CLASSES[i]);
            if (i <= of.ordinal() && used >= places) {
                return false;
            }
        }
        return true;
    }

    /** @return whether one has been refused, because it matters less or has waited longer */
    private boolean makeRoomFor(RequestClass of) {
        for (int i = CLASSES.length - 1; i >= of.ordinal(); i--) {
            Deque<Place> queue = queue(CLASSES[i]);
            if (!queue.isEmpty()) {
                refuse(remove(queue, false));
                return true;
            }
        }
        return false;
    }

    private @Nullable Place next() {
        if (waitingInAll == 0) {
            return null;
        }
        RequestClass first = null;
        for (RequestClass each : CLASSES) {
            if (!queue(each).isEmpty() && hasRoomFor(each)) {
                if (inProgress[each.ordinal()] < properties.places().of(each)) {
                    return remove(each);
                }
                first = first == null ? each : first;
            }
        }
        return first == null ? null : remove(first);
    }

    private Place remove(RequestClass of) {
        Deque<Place> queue = queue(of);
        return remove(queue, queue.element().nanosWaited() > properties.maxWait().toNanos() / IN_ORDER_WITHIN);
    }

    private Place remove(Deque<Place> queue, boolean last) {
        waitingInAll--;
        return last ? queue.removeLast() : queue.removeFirst();
    }

    private void admit(Place place) {
        inProgress[place.of.ordinal()]++;
        place.decide(Place.State.IN_PROGRESS);
    }

    private static void refuse(Place place) {
        place.decide(Place.State.REFUSED);
    }

    private Deque<Place> queue(RequestClass of) {
        Deque<Place> queue = waiting.get(of);
        if (queue == null) {
            throw new IllegalStateException("There is no class " + of);
        }
        return queue;
    }
}
