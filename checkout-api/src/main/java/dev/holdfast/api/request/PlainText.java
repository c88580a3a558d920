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

/**
 * One line that people write for people: 1 to {@link #max()} characters of any script, not only blanks, and nothing that could make
 * it look like something else in a log: no line ends, no control or formatting characters, no halves of characters. Null passes.
 */
@Constraint(validatedBy = PlainText.Validator.class)
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

    /** The longest text, in UTF-16 units. */
    int max();

    /** What a client is told. */
    String message() default "must be one line of 1 to {max} printable characters";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Looks at each character. */
    final class Validator implements ConstraintValidator<PlainText, CharSequence> {

        private int max;

        @Override
        public void initialize(PlainText constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null
                    || text.length() <= max && !text.toString().isBlank() && text.codePoints().allMatch(Validator::isPrintable);
        }

        private static boolean isPrintable(int codePoint) {
            return switch (Character.getType(codePoint)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                        Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
                default -> true;
            };
        }
    }
}
