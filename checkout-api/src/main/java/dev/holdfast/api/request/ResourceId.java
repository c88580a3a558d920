package dev.holdfast.api.request;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An id: an integer that every JSON reader can keep exactly (RFC 8259, section 6), 1 to 2^53 − 1. */
@Min(1)
@Max(ResourceId.MAX)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ResourceId {

    /** The largest id. */
    long MAX = 9_007_199_254_740_991L;

    /** What a client is told. */
    String message() default "must be from 1 to " + MAX;

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};
}
