package dev.holdfast.faults.plant;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.holdfast.faults.agent.LoadedClasses;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Where each bug is put. */
final class Planting {

    private static final String OUTBOX = "dev.holdfast.outbox.Outbox";
    private static final String ATTEMPTS = "dev.holdfast.checkout.transaction.LockedTransaction$Attempts";
    private static final String BACKLOG = "dev.holdfast.outbox.OutboxBacklog";

    private Planting() {
    }

    static void plant(PlantedBug bug) {
        switch (bug) {
            case NO_LOCKS, DELETE_UP_TO_LAST, UNGUARDED_EXPIRY, WEBHOOK_FORGOTTEN -> {
                Statements.rewrite(bug);
                put("com.mysql.cj.jdbc.ConnectionImpl", named("prepareStatement").and(takesArgument(0, String.class)),
                        Advices.Rewritten.class);
            }
            case EVENT_AFTER_COMMIT -> put(OUTBOX, named("append"), Advices.Deferred.class);
            case EVENT_FORGOTTEN -> put(OUTBOX, named("append"), Advices.Forgotten.class);
            case HIGH_WATER_MARK -> put(BACKLOG, named("read").or(named("readOthers")), Advices.AboveTheLast.class);
            case PROGRESS_IGNORED -> put("dev.holdfast.relay.ProgressReader", named("last"), Advices.NoProgress.class);
            case PROGRESS_APART -> put("dev.holdfast.relay.LaneProducer", named("send"), Advices.ProgressAhead.class);
            case OWN_TRANSACTIONAL_ID -> put("dev.holdfast.relay.KafkaClients", named("overriding"), Advices.OwnId.class);
            case DOUBT_REPEATED -> {
                put(ATTEMPTS, named("isThere"), Advices.NotThere.class);
                // Under the same ids it could not be done again.
                put("dev.holdfast.checkout.PlaceHolds$Placing", named("place"), Advices.FreshIds.class);
            }
            case LOST_LOCK_COMMITTED -> {
                put(OUTBOX, named("append"), Advices.LosesLock.class);
                put(ATTEMPTS, named("rollBack"), Advices.CommitsFirst.class);
            }
            case ANSWER_WITHOUT_COMMIT -> put("org.springframework.jdbc.datasource.DataSourceTransactionManager", named("doCommit"),
                    Advices.RolledBack.class);
            case LATE_SUCCESS_DROPPED -> put("dev.holdfast.checkout.SettlePayments", named("succeedLate"), Advices.Dropped.class);
            case UNITS_RETURNED_TWICE -> put("dev.holdfast.checkout.stock.Stock", named("giveBack"), Advices.Twice.class);
        }
    }

    private static void put(String type, ElementMatcher.Junction<MethodDescription> method, Class<?> advice) {
        List<String> changed = new ArrayList<>();
        LoadedClasses.change(type, (builder, description) -> {
            description.getDeclaredMethods().filter(method).forEach(found -> changed.add(found.getName()));
            return builder.visit(Advice.to(advice).on(method));
        });
        if (changed.isEmpty()) {
            // A bug in a method that was renamed would be planted nowhere, and the auditor blamed for not finding it.
            throw new IllegalStateException("There is nothing like %s in %s any more".formatted(method, type));
        }
    }
}
