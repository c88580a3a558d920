package dev.holdfast.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.api.security.Tokens;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With periods of an hour, so that nothing fills up again while a test runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitIT {

    private final Tokens tokens = new Tokens();
    private GuardedApi guarded;
    private RunningApi api;

    @BeforeAll
    void start(@TempDir Path directory) {
        guarded = new GuardedApi(tokens.setting(directory), "--holdfast.rate-limit.per-key.requests=40",
                "--holdfast.rate-limit.per-key.period=1h", "--holdfast.rate-limit.per-customer.requests=4",
                "--holdfast.rate-limit.per-customer.period=1h");
        api = guarded.api();
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void aCallerIsToldWhatIsLeftAndRefusedWhenNothingIs() {
        String[] key = GuardedApi.bearer(guarded.key("busy", "storefront"));

        Answer first = api.get("/api/products", key).isJson(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"per-key\";q=40;w=3600");
        assertThat(first.header("RateLimit")).matches("\"per-key\";r=39;t=(90|[1-8]\\d)");
        for (int more = 1; more < 40; more++) {
            api.get("/api/products", key).isJson(200);
        }

        Answer refused = api.get("/api/products", key).isProblem(429, "too-many-requests");
        assertThat(refused.header("RateLimit")).startsWith("\"per-key\";r=0;t=3");
        assertThat(refused.json().required("policy").stringValue()).isEqualTo("per-key");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(80, 90);
    }

    @Test
    void allKeysOfOneNameHaveOneLimitAndOtherCallersTheirOwn() {
        String[] first = GuardedApi.bearer(guarded.key("pair", "storefront"));
        String[] second = GuardedApi.bearer(guarded.key("pair", "storefront"));
        for (int sent = 0; sent < 40; sent++) {
            api.get("/api/products", sent % 2 == 0 ? first : second).isJson(200);
        }

        api.get("/api/products", first).isProblem(429, "too-many-requests");
        api.get("/api/products", second).isProblem(429, "too-many-requests");
        api.get("/api/products", GuardedApi.bearer(guarded.key("other", "storefront"))).isJson(200);
    }

    @Test
    void aCustomerHasItsOwnLimitWhoeverSendsForIt() {
        String[] shop = GuardedApi.bearer(guarded.key("shop", "storefront"));
        String[] ann = GuardedApi.bearer(tokens.token("ann", "customer"));
        long product = api.product(100);
        String hold = "{\"product_id\": %d, \"quantity\": 1, \"customer_id\": \"ann\"}".formatted(product);

        api.post("/api/holds", hold, shop).isJson(201);
        api.post("/api/holds", hold, ann).isJson(201);
        assertThat(api.get("/api/products", ann).isJson(200).header("RateLimit")).startsWith("\"per-customer\";r=1;");
        api.post("/api/holds", hold, shop).isJson(201);
        Map<String, Long> before = api.rows();

        api.post("/api/holds", hold, shop).isProblem(429, "too-many-requests");
        api.get("/api/products", ann).isProblem(429, "too-many-requests");
        assertThat(api.rows()).isEqualTo(before);
        api.post("/api/holds", hold.replace("ann", "bob"), shop).isJson(201);
    }

    @Test
    void whoIsRefusedAnywayCostsNobodyAnything() {
        String[] key = GuardedApi.bearer(guarded.key("strict", "storefront"));
        for (int sent = 0; sent < 50; sent++) {
            api.get("/admin/api-keys", key).isProblem(403, "forbidden");
            api.get("/api/products", GuardedApi.bearer("holdfast_" + "0".repeat(64))).isProblem(401, "unauthenticated");
        }
        assertThat(api.get("/api/products", key).isJson(200).header("RateLimit")).startsWith("\"per-key\";r=39;");
    }
}
