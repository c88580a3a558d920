package dev.holdfast.api.request;

import dev.holdfast.api.ApiProperties;
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

/** Units that one hold may ask for: 1 to {@code holdfast.api.max-quantity}. */
@Constraint(validatedBy = Quantity.Validator.class)
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Quantity {

    /** Not used: what a client is told has the configured limit in it. */
    String message() default "must be from 1 to the limit";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Compares with the configured limit. */
    final class Validator implements ConstraintValidator<Quantity, Long> {

        private final int max;

        Validator(ApiProperties properties) {
            this.max = properties.maxQuantity();
        }

        @Override
        public boolean isValid(@Nullable Long quantity, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("must be from 1 to " + max).addConstraintViolation();
            return quantity == null || 1 <= quantity && quantity <= max;
        }
    }
}
