package dev.holdfast.api.admission;

import dev.holdfast.api.problem.PreparedProblem;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has each request go through the {@link Admission}: after its body has been read, so that no slow client keeps a place, and before anything
 * else is spent on it, even the question who has sent it.
 */
final class AdmissionFilter extends OncePerRequestFilter {

    private final Admission admission;
    private final AdmissionMeters meters;
    private final PreparedProblem overloaded;

    AdmissionFilter(Admission admission, AdmissionMeters meters, PreparedProblem overloaded) {
        this.admission = admission;
        this.meters = meters;
        this.overloaded = overloaded;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestClass of = RequestClass.of(request);
        if (of == null) {
            chain.doFilter(request, response);
            return;
        }
        Place place = admission.enter(of);
        meters.count(of, place != null);
        if (place == null) {
            overloaded.answer(response);
            return;
        }
        boolean goesOn = false;
        try {
            chain.doFilter(request, response);
            goesOn = leavesLater(request, place);
        } finally {
            if (!goesOn) {
                admission.leave(place);
            }
        }
    }

    /** Only some day: there is no asynchronous request yet. */
    private boolean leavesLater(HttpServletRequest request, Place place) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        request.getAsyncContext().addListener(new Leaving(place));
        return true;
    }

    /** Told of the end of each asynchronous request, however it came about. */
    private final class Leaving implements AsyncListener {

        private final Place place;

        Leaving(Place place) {
            this.place = place;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            admission.leave(place);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It is completed afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // It is completed afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A listener is forgotten when the request is dispatched and becomes asynchronous once more.
            event.getAsyncContext().addListener(this);
        }
    }
}
