package dev.holdfast.api;

import dev.holdfast.testing.TestDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** Gives tests the one {@link RunningApi} that all of them share; it ends after the last one. */
public final class WithApi extends TypeBasedParameterResolver<RunningApi> {

    @Override
    public RunningApi resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(WithApi.class))
                .computeIfAbsent(Shared.class, type -> Shared.start(), Shared.class).api();
    }

    private record Shared(TestDatabase database, RunningApi api) implements AutoCloseable {

        static Shared start() {
            TestDatabase database = TestDatabase.create();
            return new Shared(database, RunningApi.on(database));
        }

        @Override
        public void close() {
            api.close();
            database.close();
        }
    }
}
