package dev.holdfast.faults.fault;

/**
 * How often a class of faults was tried.
 *
 * @param cameToPass of them
 */
public record Times(int tried, int cameToPass) {

    static Times once(boolean cameToPass) {
        return new Times(1, cameToPass ? 1 : 0);
    }

    public Times plus(Times more) {
        return new Times(tried + more.tried, cameToPass + more.cameToPass);
    }
}
