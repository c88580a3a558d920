package dev.holdfast.faults.crash;

/** What befalls a process at a point. */
public enum Mishap {

    /** The process ends without a word. */
    DEATH,
    /** The whole process stands still, its connections open, until it is let go on from outside. */
    FREEZE,
    /** The thread that came by stands still for a while, the rest of the process goes on. */
    HOLD
}
