package dev.holdfast.faults.plant;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Where each bug is put. */
final class Planting {

    private static final String OUTBOX = "dev.holdfast.outbox.Outbox";
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
            case HIGH_WATER_MARK -> put(BACKLOG, named("read"), Advices.AboveTheLast.class);
            case PROGRESS_IGNORED -> put("dev.holdfast.relay.ProgressReader", named("last"), Advices.NoProgress.class);
            case DOUBT_REPEATED -> put("dev.holdfast.checkout.transaction.LockedTransaction$Attempts", named("isThere"),
                    Advices.NotThere.class);
            case ANSWER_WITHOUT_COMMIT -> put("org.springframework.jdbc.datasource.DataSourceTransactionManager", named("doCommit"),
                    Advices.RolledBack.class);
            case LATE_SUCCESS_DROPPED -> put("dev.holdfast.checkout.SettlePayments", named("succeedLate"), Advices.Dropped.class);
            case UNITS_RETURNED_TWICE -> put("dev.holdfast.checkout.stock.Stock", named("giveBack"), Advices.Twice.class);
        }
    }

    private static void put(String type, ElementMatcher.Junction<MethodDescription> method, Class<?> advice) {
        List<String> changed = new ArrayList<>();
        new AgentBuilder.Default().disableClassFormatChanges().with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(named(type))
                .transform((builder, description, loader, module, domain) -> {
                    description.getDeclaredMethods().filter(method).forEach(found -> changed.add(found.getName()));
                    return builder.visit(Advice.to(advice).on(method));
                })
                .installOn(ByteBuddyAgent.install());
        load(type);
        if (changed.isEmpty()) {
            // A bug in a class that was renamed would be planted nowhere, and the auditor blamed for not finding it.
            throw new IllegalStateException("There is nothing like %s in %s any more".formatted(method, type));
        }
    }

    private static void load(String type) {
        try {
            Class.forName(type, false, Planting.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(type + " is gone", gone);
        }
    }
}
