package dev.holdfast.api.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** What operators see of the {@link Admission}, by class. */
final class AdmissionMeters {

    private final Map<RequestClass, Counter> admitted = new EnumMap<>(RequestClass.class);
    private final Map<RequestClass, Counter> refused = new EnumMap<>(RequestClass.class);

    AdmissionMeters(Admission admission, MeterRegistry meters) {
        Stream.of(RequestClass.values()).forEach(each -> {
            admitted.put(each, counter(each, "admitted", meters));
            refused.put(each, counter(each, "refused", meters));
            Gauge.builder("holdfast.admission.in.progress", admission, all -> all.inProgress(each)).tag("of", each.label())
                    .description("Requests that have a place").register(meters);
            Gauge.builder("holdfast.admission.waiting", admission, all -> all.waiting(each)).tag("of", each.label())
                    .description("Requests that wait for a place").register(meters);
        });
    }

    private static Counter counter(RequestClass each, String decision, MeterRegistry meters) {
        return Counter.builder("holdfast.admission.requests").tag("of", each.label()).tag("decision", decision)
                .description("Requests that were admitted, and those that were refused because more came than can be served")
                .register(meters);
    }

    void count(RequestClass of, boolean isAdmitted) {
        Counter counter = (isAdmitted ? admitted : refused).get(of);
        if (counter != null) {
            counter.increment();
        }
    }
}
