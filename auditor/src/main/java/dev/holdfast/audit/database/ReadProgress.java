package dev.holdfast.audit.database;

/** Is told how a long read goes on. */
public interface ReadProgress {

    /**
     * @param what  what is read
     * @param count how many so far; called for each one, so it has to be quick
     */
    void read(String what, long count);
}
