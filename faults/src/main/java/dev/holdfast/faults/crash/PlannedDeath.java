package dev.holdfast.faults.crash;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Lets this process die, without a word, when it passes a point for the nth time. The point is put into the class as it is loaded, so
 * this comes before the application starts.
 */
public final class PlannedDeath {

    /** {@code CRASH_POINT:n}. */
    private static final String VARIABLE = "HOLDFAST_FAULTS_DEATH";

    private static final AtomicInteger PASSES_LEFT = new AtomicInteger();

    private PlannedDeath() {
    }

    /**
     * @param pass the one at which the process dies, from 1
     * @return the environment of a process that is to die there
     */
    public static Map<String, String> environment(CrashPoint point, int pass) {
        return Map.of(VARIABLE, point.name() + ":" + pass);
    }

    /** To be called first in a process; does nothing unless its environment plans a death. */
    public static void prepare() {
        String planned = System.getenv(VARIABLE);
        if (planned != null) {
            String[] parts = planned.split(":");
            PASSES_LEFT.set(Integer.parseInt(parts[1]));
            install(CrashPoint.valueOf(parts[0]), ByteBuddyAgent.install());
        }
    }

    private static void install(CrashPoint point, Instrumentation instrumentation) {
        new AgentBuilder.Default().disableClassFormatChanges().with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(ElementMatchers.named(point.type()))
                .transform((type, description, loader, module, domain) -> type.visit(
                        Advice.to(point.atBegin() ? AtBegin.class : AtEnd.class).on(ElementMatchers.named(point.method()))))
                .installOn(instrumentation);
        requireMethod(point);
    }

    /** A point in a class that was renamed would never be passed, and nobody would notice. */
    private static void requireMethod(CrashPoint point) {
        Class<?> type = load(point.type());
        if (type == null || Arrays.stream(type.getDeclaredMethods()).noneMatch(method -> method.getName().equals(point.method()))) {
            throw new IllegalStateException("There is no %s.%s any more".formatted(point.type(), point.method()));
        }
    }

    private static @Nullable Class<?> load(String type) {
        try {
            return Class.forName(type, false, PlannedDeath.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            return null;
        }
    }

    /** Is called from the point's class. */
    public static void pass() {
        if (PASSES_LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }

    static final class AtBegin {

        private AtBegin() {
        }

        @Advice.OnMethodEnter
        static void enter() {
            pass();
        }
    }

    static final class AtEnd {

        private AtEnd() {
        }

        @Advice.OnMethodExit
        static void exit() {
            pass();
        }
    }
}
