package dev.holdfast.faults.crash;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.holdfast.faults.agent.LoadedClasses;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;

/** Puts the points into classes as they are loaded, so this comes before the application starts. */
final class Passing {

    private Passing() {
    }

    static void install(List<CrashPoint> points) {
        points.stream().collect(Collectors.groupingBy(CrashPoint::type))
                .forEach((name, ofType) -> LoadedClasses.change(name, (type, description) -> with(type, description, ofType)));
    }

    private static DynamicType.Builder<?> with(DynamicType.Builder<?> type, TypeDescription description, List<CrashPoint> points) {
        DynamicType.Builder<?> changed = type;
        for (CrashPoint point : points) {
            // A point in a method that was renamed would never be passed, and nobody would notice.
            if (description.getDeclaredMethods().filter(named(point.method())).isEmpty()) {
                throw new IllegalStateException("There is no %s.%s any more".formatted(point.type(), point.method()));
            }
            changed = changed.visit(Advice.to(point.atBegin() ? AtBegin.class : AtEnd.class).on(named(point.method())));
        }
        return changed;
    }

    static final class AtBegin {

        private AtBegin() {
        }

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String method) {
            Points.pass(method, true);
        }
    }

    static final class AtEnd {

        private AtEnd() {
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Origin("#t.#m") String method) {
            Points.pass(method, false);
        }
    }
}
