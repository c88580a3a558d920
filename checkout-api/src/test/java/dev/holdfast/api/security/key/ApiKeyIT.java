package dev.holdfast.api.security.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyIT {

    private static final String[] ADMIN = GuardedApi.bearer(GuardedApi.BOOTSTRAP);
    private static final Duration SOON = Duration.ofSeconds(5);

    private GuardedApi guarded;
    private RunningApi api;

    @BeforeAll
    void start() {
        guarded = new GuardedApi();
        api = guarded.api();
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void aKeyIsShownOnceGoodAtOnceAndKeptAsItsHash() {
        Answer made = guarded.makeKey("web-shop", "storefront");
        String key = made.json().required("key").stringValue();

        assertThat(key).matches("holdfast_[0-9a-f]{64}");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        api.get("/api/products", GuardedApi.bearer(key)).isJson(200);
        assertThat(api.get("/admin/api-keys?after=" + (made.number("id") - 1), ADMIN).isJson(200).text())
                .contains("\"name\":\"web-shop\"").doesNotContain(key, GuardedApi.sha256(key));
        assertThat(api.database().sql("SELECT key_hash FROM api_key WHERE id = ?").param(made.number("id")).query(String.class).single())
                .isEqualTo(GuardedApi.sha256(key));
    }

    @Test
    void aKeyIsReplacedByASecondOneOfTheSameNameWithoutAnyRefusal() {
        Answer old = guarded.makeKey("rotated", "storefront");
        String oldKey = old.json().required("key").stringValue();
        String newKey = guarded.key("rotated", "storefront");
        api.get("/api/products", GuardedApi.bearer(oldKey)).isJson(200);
        api.get("/api/products", GuardedApi.bearer(newKey)).isJson(200);

        assertThat(guarded.revoke(old.number("id")).isJson(200).json().required("revoked_at").isNull()).isFalse();

        api.get("/api/products", GuardedApi.bearer(oldKey)).isProblem(401, "unauthenticated");
        api.get("/api/products", GuardedApi.bearer(newKey)).isJson(200);
    }

    @Test
    void anotherInstanceKnowsOfItWithinTheRefresh() {
        try (RunningApi other = guarded.start("--holdfast.security.key-refresh=100ms")) {
            Answer made = guarded.makeKey("everywhere", "storefront");
            String[] key = GuardedApi.bearer(made.json().required("key").stringValue());
            await().atMost(SOON).until(() -> other.get("/api/products", key).status() == 200);

            guarded.revoke(made.number("id")).isJson(200);
            await().atMost(SOON).until(() -> other.get("/api/products", key).status() == 401);
        }
    }

    @Test
    void aKeyEndsWithItsTimeByTheClockOfTheDatabase() {
        Answer made = api.post("/admin/api-keys", """
                {"name": "for-a-day", "role": "storefront", "expires_in_days": 1}""", ADMIN).isJson(201);
        String[] key = GuardedApi.bearer(made.json().required("key").stringValue());
        assertThat(api.count("SELECT TIMESTAMPDIFF(SECOND, created_at, expires_at) FROM api_key WHERE id = ?", made.number("id")))
                .isEqualTo(86_400);
        api.get("/api/products", key).isJson(200);

        api.database().sql("UPDATE api_key SET created_at = created_at - INTERVAL 2 DAY, expires_at = NOW(6) WHERE id = ?")
                .param(made.number("id")).update();
        try (RunningApi other = guarded.start()) {
            other.get("/api/products", key).isProblem(401, "unauthenticated");
        }
    }

    @Test
    void whoMadeAndWhoRevokedAKeyIsOnRecord() {
        Answer admin = guarded.makeKey("office", "admin");
        String[] office = GuardedApi.bearer(admin.json().required("key").stringValue());
        long id = api.post("/admin/api-keys", """
                {"name": "pager", "role": "ops"}""", office).isJson(201).number("id");
        guarded.revoke(id).isJson(200);
        guarded.revoke(id).isJson(200);

        assertThat(api.database().sql("SELECT CONCAT_WS('|', caller, operator, action) FROM operator_action WHERE subject = ? ORDER BY id")
                .param("api-key-" + id).query(String.class).list())
                .containsExactly("admin:office|admin:office|create-api-key", "admin:bootstrap|admin:bootstrap|revoke-api-key");
        assertThat(api.database().sql("SELECT details FROM operator_action WHERE subject = ? LIMIT 1").param("api-key-" + id)
                .query(String.class).single()).contains("pager", "ops").doesNotContain("holdfast_");
    }

    @Test
    void aKeyThatIsNotThereCannotBeRevoked() {
        guarded.revoke(9_007_199_254_740_991L).isProblem(404, "api-key-not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"role\": \"ops\"} | name", "{\"name\": \"Shop\", \"role\": \"ops\"} | name", "{\"name\": \"-a\", \"role\": \"ops\"} | name",
        "{\"name\": \"a b\", \"role\": \"ops\"} | name", "{\"name\": \"a\"} | role", "{\"name\": \"a\", \"role\": \"customer\"} | role",
        "{\"name\": \"a\", \"role\": \"OPS\"} | role", "{\"name\": \"a\", \"role\": \"ops\", \"expires_in_days\": 0} | expires_in_days",
        "{\"name\": \"a\", \"role\": \"ops\", \"expires_in_days\": 3651} | expires_in_days",
        "{\"name\": \"a\", \"role\": \"ops\", \"expires_in_days\": \"1\"} | expires_in_days",
        "{\"name\": \"a\", \"role\": \"ops\", \"key\": \"mine\"} | key"})
    void whatIsNoKeyIsRefusedByName(String json, String field) {
        Map<String, Long> before = api.rows();

        api.post("/admin/api-keys", json, ADMIN).isInvalid(field);

        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void aKeyIsNeverKeptAsTheAnswerOfAnIdempotencyKey() {
        api.post("/admin/api-keys", """
                {"name": "again", "role": "ops"}""", "Authorization", ADMIN[1], "Idempotency-Key", "k").isInvalid("Idempotency-Key");
    }

    @Test
    void idempotencyKeysBelongToTheirCallerAndOutliveItsKey() {
        long product = api.product(10);
        String body = "{\"product_id\": %d, \"quantity\": 1}".formatted(product);
        String first = guarded.key("web", "storefront");
        String second = guarded.key("web", "storefront");
        String stranger = guarded.key("other-web", "storefront");

        long hold = hold(body, first).number("hold_id");

        assertThat(hold(body, second).number("hold_id")).isEqualTo(hold);
        assertThat(hold(body, stranger).number("hold_id")).isNotEqualTo(hold);
    }

    private Answer hold(String body, String key) {
        return api.post("/api/holds", body, "Authorization", "Bearer " + key, "Idempotency-Key", "the-same").isJson(201);
    }
}
