package dev.holdfast.checkout;

import dev.holdfast.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** Gives classes of tests the one database with {@link MillionHolds} that all of them share, because it takes long to fill. */
final class WithMillionHolds extends TypeBasedParameterResolver<TestDatabase> {

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(WithMillionHolds.class))
                .computeIfAbsent(TestDatabase.class, type -> filled(), TestDatabase.class);
    }

    private static TestDatabase filled() {
        TestDatabase database = TestDatabase.create();
        try {
            MillionHolds.fill(database.dataSource());
            return database;
        } catch (SQLException failure) {
            database.close();
            throw new IllegalStateException(failure);
        }
    }
}
