package dev.holdfast.api.request;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Integers in paths and queries are decimal digits. Spring takes {@code 0x1F} and surrounding blanks as well, so that one resource
 * would have many addresses; a converter cannot forbid that, because Spring falls back to its own when one fails.
 */
@ControllerAdvice
final class DecimalIntegers {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

    @InitBinder
    void onlyDecimal(WebDataBinder binder) {
        binder.registerCustomEditor(long.class, new DecimalEditor());
        binder.registerCustomEditor(Long.class, new DecimalEditor());
        binder.registerCustomEditor(int.class, new DecimalEditor() {
            @Override
            Number parse(String text) {
                return Integer.valueOf(text);
            }
        });
    }

    private static class DecimalEditor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            if (!DECIMAL.matcher(text).matches()) {
                throw new NumberFormatException("Not a decimal integer");
            }
            setValue(parse(text));
        }

        Number parse(String text) {
            return Long.valueOf(text);
        }
    }
}
