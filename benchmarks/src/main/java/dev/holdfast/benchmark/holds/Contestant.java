package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.process.Role;

/** Who holds stock. */
enum Contestant {

    HOLDFAST("Holdfast", Role.API),
    COUNTER("counter under a lock", Role.COUNTER),
    ORIGINAL("the original's algorithm", Role.ORIGINAL);

    private final String label;
    private final Role role;

    Contestant(String label, Role role) {
        this.label = label;
        this.role = role;
    }

    String label() {
        return label;
    }

    Role role() {
        return role;
    }
}
