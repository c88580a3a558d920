package dev.holdfast.faults.fleet;

import dev.holdfast.faults.agent.LoadedClasses;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.stream.IntStream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Makes the relay of this process take every lane instead of joining the group that shares them, so that each lane has two relays that
 * believe it is theirs.
 */
public final class Usurpation {

    private static final String MEMBERSHIP = "dev.holdfast.relay.LaneMembership";

    private Usurpation() {
    }

    /** To be called before the relay starts. */
    static void prepare() {
        LoadedClasses.change(MEMBERSHIP, (type, description) -> type.visit(Advice.to(TakesAll.class).on(ElementMatchers.named("run"))));
    }

    /**
     * Is called in place of {@code LaneMembership.run()}.
     *
     * @param owned the relay's {@code OwnedLanes}
     */
    public static void takeAll(Object owned) {
        try {
            Method start = owned.getClass().getDeclaredMethod("start", Collection.class);
            start.setAccessible(true);
            start.invoke(owned, IntStream.range(0, Fleet.LANES).boxed().toList());
        } catch (ReflectiveOperationException gone) {
            throw new IllegalStateException(gone);
        }
    }

    static final class TakesAll {

        private TakesAll() {
        }

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.FieldValue("owned") Object owned) {
            takeAll(owned);
            return true;
        }
    }
}
