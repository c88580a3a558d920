package dev.holdfast.api.problem;

/**
 * What is wrong with one part of a request.
 *
 * @param field  the name as the client wrote it: a JSON field, {@code id} in the path, a query parameter; {@code body} for the body
 *               as a whole
 * @param detail continues a sentence that starts with the field, such as {@code must be from 1 to 1000}
 */
record InvalidField(String field, String detail) {

    @Override
    public String toString() {
        return field + " " + detail;
    }
}
