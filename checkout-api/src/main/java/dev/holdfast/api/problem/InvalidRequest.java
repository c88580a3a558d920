package dev.holdfast.api.problem;

/** A request that cannot be understood; answered 400. */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient InvalidField field;

    /**
     * @param field  as the client wrote it; {@code body} for the body as a whole
     * @param detail continues a sentence that starts with the field
     */
    public InvalidRequest(String field, String detail) {
        super(field + " " + detail);
        this.field = new InvalidField(field, detail);
    }

    InvalidField field() {
        return field;
    }
}
