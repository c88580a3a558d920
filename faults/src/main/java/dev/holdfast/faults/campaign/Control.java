package dev.holdfast.faults.campaign;

import dev.holdfast.faults.crash.CrashPoint;
import dev.holdfast.faults.fault.ApplicationFault;
import dev.holdfast.faults.fault.Deck;
import dev.holdfast.faults.fault.Fault;
import dev.holdfast.faults.fault.LinkFault;
import dev.holdfast.faults.fleet.Size;
import dev.holdfast.faults.plant.PlantedBug;
import java.util.List;
import java.util.Set;

/**
 * How a planted bug is brought to light: by as few processes and faults as it takes.
 *
 * @param size       of the fleet
 * @param decks      of faults; none if the bug bites without
 * @param invariants any of which the auditor may name; others may be violated besides
 */
record Control(PlantedBug bug, Size size, List<Deck> decks, Set<String> invariants) {

    private static final Size ONE_OF_EACH = new Size(1, 1, 1, 1);
    private static final Size TWO_APIS = new Size(1, 2, 1, 1);

    static Control of(PlantedBug bug) {
        return switch (bug) {
            case NO_LOCKS -> control(bug, TWO_APIS, Set.of("I1", "I2"), new LinkFault.SlowCommits());
            case EVENT_AFTER_COMMIT, EVENT_FORGOTTEN, LOST_LOCK_COMMITTED -> control(bug, ONE_OF_EACH, Set.of("I5"));
            case HIGH_WATER_MARK -> control(bug, ONE_OF_EACH, Set.of("I5", "I10"), new LinkFault.IdsInverted(), new LinkFault.SlowCommits());
            case DELETE_UP_TO_LAST -> control(bug, ONE_OF_EACH, Set.of("I5"), new LinkFault.IdsInverted(), new LinkFault.SlowCommits());
            case PROGRESS_IGNORED -> control(bug, ONE_OF_EACH, Set.of("I5"), new ApplicationFault.Death(CrashPoint.RELAY_COMMITTED));
            case PROGRESS_APART -> control(bug, ONE_OF_EACH, Set.of("I5"), new ApplicationFault.Death(CrashPoint.RELAY_BEFORE_COMMIT));
            case OWN_TRANSACTIONAL_ID -> control(bug, ONE_OF_EACH, Set.of("I5"), new ApplicationFault.SecondOwner());
            case DOUBT_REPEATED -> control(bug, ONE_OF_EACH, Set.of("I7", "I8"), new LinkFault.LostAfter());
            case ANSWER_WITHOUT_COMMIT -> control(bug, ONE_OF_EACH, Set.of("I7"));
            case UNGUARDED_EXPIRY -> control(bug, ONE_OF_EACH, Set.of("I2", "I3"), new LinkFault.SlowCommits());
            case WEBHOOK_FORGOTTEN -> control(bug, ONE_OF_EACH, Set.of("I8", "I9"));
            case LATE_SUCCESS_DROPPED -> control(bug, ONE_OF_EACH, Set.of("I9"));
            case UNITS_RETURNED_TWICE -> control(bug, ONE_OF_EACH, Set.of("I1", "I4"));
        };
    }

    private static Control control(PlantedBug bug, Size size, Set<String> invariants, Fault... faults) {
        return new Control(bug, size, faults.length == 0 ? List.of() : List.of(Deck.of(faults)), invariants);
    }

    /** @return whether the auditor has found it, and for a reason that fits */
    boolean isCaught(Verdict verdict) {
        return verdict.exitCode() == 1 && verdict.violations().keySet().stream().anyMatch(invariants::contains);
    }
}
