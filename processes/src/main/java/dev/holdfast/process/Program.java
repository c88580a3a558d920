package dev.holdfast.process;

/** What a process that is started from this jar can be. Each command that starts processes has an enum of its own. */
public interface Program {

    /** @return for tables, file names and the command line of the process */
    String label();

    /** What the process does. Returns at once where other threads keep it alive. */
    void run(String[] arguments);
}
