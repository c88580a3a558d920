package dev.holdfast.api.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.testing.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.diagnostics.FailureAnalysis;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartGuardIT {

    private TestDatabase database;

    @BeforeAll
    void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void withoutAnyKeyItDoesNotStartAndNamesTheNextStep() {
        FailureAnalysis analysis = refusal();

        assertThat(analysis.getDescription()).contains("there is no key and no identity provider");
        assertThat(analysis.getAction()).contains("HOLDFAST_BOOTSTRAP_KEY_HASH", "docs/operations.md", "holdfast.security.open=true");
    }

    @Test
    void openToAllItDoesNotListenBeyondThisMachine() {
        assertThat(refusal("--holdfast.security.open=true", "--server.address=0.0.0.0").getDescription()).contains("beyond this machine");
    }

    @Test
    void aBootstrapKeyThatIsNoHashIsRefusedWithoutBeingShown() {
        Throwable failure = catchThrowable(
                () -> RunningApi.guarded(database, "--holdfast.security.bootstrap-key-hash=" + GuardedApi.BOOTSTRAP));

        assertThat(failure).rootCause().hasMessageContaining("holdfast.security.bootstrap-key-hash must be the SHA-256 of the key");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(GuardedApi.BOOTSTRAP);
        }
    }

    @Test
    void oneGoodKeyInTheTableIsEnoughAndARevokedOneIsNot() {
        try (RunningApi first = RunningApi.guarded(database,
                "--holdfast.security.bootstrap-key-hash=" + GuardedApi.sha256(GuardedApi.BOOTSTRAP))) {
            long key = first.post("/admin/api-keys", """
                    {"name": "shop", "role": "storefront"}""", GuardedApi.bearer(GuardedApi.BOOTSTRAP)).isJson(201).number("id");
            try (RunningApi second = RunningApi.guarded(database)) {
                second.get("/api/products").isProblem(401, "unauthenticated");
            }
            first.delete("/admin/api-keys/" + key, GuardedApi.bearer(GuardedApi.BOOTSTRAP)).isJson(200);
            assertThat(refusal().getDescription()).contains("no key");
        }
    }

    private FailureAnalysis refusal(String... settings) {
        Throwable failure = catchThrowable(() -> RunningApi.guarded(database, settings).close());
        assertThat(failure).isNotNull();
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        assertThat(root).isInstanceOf(UnsafeStart.class);
        return Objects.requireNonNull(new UnsafeStartAnalyzer().analyze(failure));
    }
}
