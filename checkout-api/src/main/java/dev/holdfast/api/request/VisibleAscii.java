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
import org.jspecify.annotations.Nullable;

/** A text of 1 to {@link #max()} visible ASCII characters, {@code !} to {@code ~}: no spaces, no control characters. Null passes. */
@Constraint(validatedBy = VisibleAscii.Validator.class)
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleAscii {

    /** The longest text, in characters. */
    int max();

    /** What a client is told. */
    String message() default "must be 1 to {max} visible ASCII characters without spaces";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Looks at each character. */
    final class Validator implements ConstraintValidator<VisibleAscii, CharSequence> {

        private int max;

        @Override
        public void initialize(VisibleAscii constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || !text.isEmpty() && text.length() <= max && text.chars().allMatch(c -> '!' <= c && c <= '~');
        }
    }
}
