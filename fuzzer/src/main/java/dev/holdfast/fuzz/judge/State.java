package dev.holdfast.fuzz.judge;

import java.io.IOException;

/** What a refusal must leave as it was. */
public interface State {

    /** @return a text that differs if anything has changed that a client, a consumer or an operator can see */
    String now() throws IOException;
}
