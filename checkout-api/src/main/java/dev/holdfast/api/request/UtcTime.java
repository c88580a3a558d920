package dev.holdfast.api.request;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as answers have it: UTC with seconds, up to six decimals and a {@code Z}, of the years 2000 to 9998. A text, because of a number
 * nobody could tell whether it counts seconds or milliseconds. Null passes.
 */
@Constraint(validatedBy = UtcTime.Validator.class)
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface UtcTime {

    /** What a client is told. */
    String message() default "must be a time in UTC from the year 2000 on, such as 2026-11-23T04:16:32Z, with up to six decimals";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Reads it. */
    final class Validator implements ConstraintValidator<UtcTime, String> {

        private static final Pattern FORM =
                Pattern.compile("(?!9999)[2-9][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?Z");

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || FORM.matcher(text).matches() && isOfTheCalendar(text);
        }

        private static boolean isOfTheCalendar(String text) {
            try {
                Instant.parse(text);
                return true;
            } catch (DateTimeException noSuchDay) {
                return false;
            }
        }
    }
}
