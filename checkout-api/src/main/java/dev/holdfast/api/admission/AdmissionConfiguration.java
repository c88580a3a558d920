package dev.holdfast.api.admission;

import dev.holdfast.api.ApiProperties;
import dev.holdfast.api.problem.PreparedProblem;
import dev.holdfast.api.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the {@link Admission} in front of everything else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionProperties.class)
class AdmissionConfiguration {

    private static final String DETAIL = "More requests came than can be served. This one has had no effect; try again later.";
    private static final int LOOKS_EACH_LIMIT = 10;

    @Bean
    static Admission admission(AdmissionProperties properties) {
        return new Admission(properties);
    }

    /** A thread of its own: it is needed when the processors are most wanted. */
    @Bean(destroyMethod = "shutdownNow")
    static ScheduledExecutorService admissionDeadlines(Admission admission, AdmissionProperties properties) {
        ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("admission-deadlines").factory());
        long period = properties.maxWait().dividedBy(LOOKS_EACH_LIMIT).toNanos();
        deadlines.scheduleWithFixedDelay(admission::refuseOverdue, period, period, TimeUnit.NANOSECONDS);
        return deadlines;
    }

    /** After the one that measures requests, so that refusals are measured as well, and the one that reads bodies. */
    @Bean
    @FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 20)
    static AdmissionFilter admissionFilter(Admission admission, MeterRegistry meters, ApiProperties properties) {
        return new AdmissionFilter(admission, new AdmissionMeters(admission, meters),
                PreparedProblem.of(ProblemType.OVERLOADED, DETAIL, properties.retryAfter()));
    }
}
