package dev.holdfast.faults.agent;

import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatchers;

/** Changes a class as it is loaded, or at once if it was loaded before. The product's jars stay as they are. */
public final class LoadedClasses {

    private LoadedClasses() {
    }

    /** Gives a class its new form. */
    @FunctionalInterface
    public interface Change {
        DynamicType.Builder<?> apply(DynamicType.Builder<?> type, TypeDescription description);
    }

    /** @throws IllegalStateException if there is no such class */
    public static void change(String name, Change change) {
        new AgentBuilder.Default()
                // Or it would look into each class that is loaded, only to find out whether it is to be ignored.
                .ignore(ElementMatchers.none())
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(ElementMatchers.named(name))
                .transform((type, description, loader, module, domain) -> change.apply(type, description))
                .installOn(ByteBuddyAgent.install());
        try {
            Class.forName(name, false, LoadedClasses.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException("There is no " + name + " any more", gone);
        }
    }
}
