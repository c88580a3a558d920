package dev.holdfast.audit.invariant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was checked and what was violated, and keeps the first violations of each invariant. */
public final class Findings {

    /** Of each invariant; the others are only counted. */
    public static final int KEPT = 20;

    private final Map<Invariant, Tally> tallies = new EnumMap<>(Invariant.class);
    private final Map<Sighting, Long> sightings = new EnumMap<>(Sighting.class);

    public Findings() {
        for (Invariant invariant : Invariant.values()) {
            tallies.put(invariant, new Tally());
        }
    }

    public void checked(Invariant invariant) {
        tally(invariant).checked++;
    }

    public void violated(Invariant invariant, String subject, String what) {
        Tally tally = tally(invariant);
        tally.violations++;
        if (tally.kept.size() < KEPT) {
            tally.kept.add(new Violation(invariant, subject, what));
        }
    }

    public void saw(Sighting sighting, long times) {
        if (times > 0) {
            sightings.merge(sighting, times, Long::sum);
        }
    }

    public void saw(Sighting sighting) {
        saw(sighting, 1);
    }

    /** Takes over what another has found. */
    public void addAll(Findings others) {
        others.tallies.forEach((invariant, theirs) -> {
            Tally tally = tally(invariant);
            tally.checked += theirs.checked;
            tally.violations += theirs.violations;
            theirs.kept.stream().limit(KEPT - tally.kept.size()).forEach(tally.kept::add);
        });
        others.sightings.forEach(this::saw);
    }

    /** @return how many things the invariant was checked on */
    public long checks(Invariant invariant) {
        return tally(invariant).checked;
    }

    public long violations(Invariant invariant) {
        return tally(invariant).violations;
    }

    public long violations() {
        return tallies.values().stream().mapToLong(tally -> tally.violations).sum();
    }

    /** @return the first {@value #KEPT} */
    public List<Violation> kept(Invariant invariant) {
        return Collections.unmodifiableList(tally(invariant).kept);
    }

    public long sightings(Sighting sighting) {
        return sightings.getOrDefault(sighting, 0L);
    }

    private Tally tally(Invariant invariant) {
        return tallies.computeIfAbsent(invariant, unused -> new Tally());
    }

    private static final class Tally {
        private long checked;
        private long violations;
        private final List<Violation> kept = new ArrayList<>();
    }
}
