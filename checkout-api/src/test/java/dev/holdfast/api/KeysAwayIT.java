package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers with keys, and the table of the keys out of reach. */
class KeysAwayIT {

    private static final String BOOTSTRAP_HASH = "--holdfast.security.bootstrap-key-hash=" + GuardedApi.sha256(GuardedApi.BOOTSTRAP);
    private static final String[] ADMIN = GuardedApi.bearer(GuardedApi.BOOTSTRAP);
    private static final Duration LONG = Duration.ofSeconds(40);

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whoCannotBeKnownIsToldToComeBackAndNotThatTheKeyIsBad() {
        try (RunningApi api = RunningApi.guardedOn(database, "jdbc:mysql://127.0.0.1:1/nobody-listens-here", BOOTSTRAP_HASH)) {
            Answer unknown = api.get("/api/products", GuardedApi.bearer("holdfast_" + "0".repeat(64)));
            assertThat(unknown.isProblem(503, "authentication-unavailable").header("Retry-After")).isEqualTo("2");
            api.get("/api/products", GuardedApi.bearer("no-key")).isProblem(401, "unauthenticated");
            api.get("/api/products").isProblem(401, "unauthenticated");
            api.get("/admin/api-keys", ADMIN).isProblem(503, "storage-unavailable");
        }
    }

    @Test
    void aKeyIsNotBelievedForLongWithoutTheTable() throws Exception {
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (TcpProxy line = new TcpProxy(url.getHost(), url.getPort());
                RunningApi api = RunningApi.guardedOn(database, database.jdbcUrl().replace(url.getAuthority(), "127.0.0.1:" + line.port()),
                        BOOTSTRAP_HASH, "--holdfast.security.key-refresh=100ms")) {
            Answer made = api.post("/admin/api-keys", """
                    {"name": "shop", "role": "storefront"}""", ADMIN).isJson(201);
            String[] key = GuardedApi.bearer(made.json().required("key").stringValue());
            api.get("/api/products", key).isJson(200);

            line.cut();
            await().atMost(LONG).until(() -> api.get("/api/products", key).text().contains("authentication-unavailable"));

            api.database().sql("UPDATE api_key SET revoked_at = NOW(6) WHERE id = ?").param(made.number("id")).update();
            line.mend();
            await().atMost(LONG).until(() -> api.get("/api/products", key).status() == 401);
        }
    }
}
