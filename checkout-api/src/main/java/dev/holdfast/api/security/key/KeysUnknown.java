package dev.holdfast.api.security.key;

/** The database, which has the keys, has been away for too long to believe anybody. */
public final class KeysUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnknown() {
        super("The API keys have not been read for too long", null, false, false);
    }
}
