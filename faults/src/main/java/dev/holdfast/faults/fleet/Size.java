package dev.holdfast.faults.fleet;

/**
 * How many there are of each.
 *
 * @param brokers 1 to 3
 */
public record Size(int brokers, int apis, int relays, int workers) {

    /** @return two of each application */
    public static Size full(int brokers) {
        return new Size(brokers, 2, 2, 2);
    }

    int of(Role role) {
        return switch (role) {
            case API -> apis;
            case RELAY -> relays;
            case WORKER -> workers;
            case USURPER -> 1;
            case AUDITOR -> 0;
        };
    }
}
