package dev.holdfast.api.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.AsDocumented;
import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.contract.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every address that the application has, by everybody who could call it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    /** What a test can be called as. */
    enum As { NOBODY, MALFORMED, UNKNOWN, REVOKED, EXPIRED, BASIC, STOREFRONT, OPS, ADMIN, BOOTSTRAP }

    private static final Set<As> SHOP = Set.of(As.STOREFRONT);
    private static final Set<As> ADMINS = Set.of(As.ADMIN, As.BOOTSTRAP);
    private static final Set<As> ON_CALL = Set.of(As.ADMIN, As.BOOTSTRAP, As.OPS);
    private static final Set<As> ALL = Set.of(As.values());

    /** Who may call what. An address that is not here fails the test: whoever adds one decides who may call it. */
    private static final Map<String, Set<As>> MAY = Map.ofEntries(
            Map.entry("GET /api/products", SHOP),
            Map.entry("GET /api/products/{id}", SHOP),
            Map.entry("POST /api/holds", SHOP),
            Map.entry("GET /api/holds/{id}", SHOP),
            Map.entry("DELETE /api/holds/{id}", SHOP),
            Map.entry("POST /api/orders", SHOP),
            Map.entry("GET /api/orders/{id}", SHOP),
            Map.entry("POST /api/orders/{id}/cancel", SHOP),
            Map.entry("POST /api/payments/webhook", ALL),
            Map.entry("POST /api/payments/webhook/stripe", ALL),
            Map.entry("GET /admin/products", ADMINS),
            Map.entry("POST /admin/products", ADMINS),
            Map.entry("GET /admin/products/{id}", ADMINS),
            Map.entry("PUT /admin/products/{id}", ADMINS),
            Map.entry("POST /admin/products/{id}/stock", ADMINS),
            Map.entry("GET /admin/holds", ADMINS),
            Map.entry("GET /admin/holds/{id}", ADMINS),
            Map.entry("GET /admin/orders", ADMINS),
            Map.entry("GET /admin/orders/{id}", ADMINS),
            Map.entry("GET /admin/payments", ADMINS),
            Map.entry("GET /admin/refunds", ADMINS),
            Map.entry("POST /admin/refunds", ADMINS),
            Map.entry("GET /admin/actions", ADMINS),
            Map.entry("GET /admin/outbox/parked", ON_CALL),
            Map.entry("POST /admin/outbox/parked/{event_id}/retry", ON_CALL),
            Map.entry("POST /admin/outbox/parked/{event_id}/skip", ON_CALL),
            Map.entry("GET /admin/api-keys", ADMINS),
            Map.entry("POST /admin/api-keys", ADMINS),
            Map.entry("DELETE /admin/api-keys/{id}", ADMINS),
            Map.entry("GET /openapi.yaml", ALL),
            Map.entry("GET /error", Set.of()));

    private final Map<As, String> credentials = new EnumMap<>(As.class);
    private GuardedApi guarded;

    @BeforeAll
    void makeKeys() {
        guarded = new GuardedApi();
        Answer revoked = guarded.makeKey("gone", "storefront");
        guarded.revoke(revoked.number("id")).isJson(200);
        Answer expired = guarded.makeKey("late", "storefront");
        guarded.api().database().sql("UPDATE api_key SET created_at = NOW(6) - INTERVAL 2 DAY, expires_at = NOW(6) WHERE id = ?")
                .param(expired.number("id")).update();
        credentials.putAll(Map.of(
                As.MALFORMED, "Bearer {}",
                As.UNKNOWN, "Bearer holdfast_" + "f".repeat(64),
                As.REVOKED, "Bearer " + revoked.json().required("key").stringValue(),
                As.EXPIRED, "Bearer " + expired.json().required("key").stringValue(),
                As.BASIC, "Basic dXNlcjpwYXNzd29yZA==",
                As.STOREFRONT, "Bearer " + guarded.key("shop", "storefront"),
                As.OPS, "Bearer " + guarded.key("pager", "ops"),
                As.ADMIN, "Bearer " + guarded.key("office", "admin"),
                As.BOOTSTRAP, "Bearer " + GuardedApi.BOOTSTRAP));
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void nobodyHasForgottenToDecideAboutAnAddress() {
        assertThat(guarded.api().routes()).containsExactlyInAnyOrderElementsOf(MAY.keySet());
    }

    @Test
    void theContractNamesTheSameRoles() {
        for (Operation operation : AsDocumented.CONTRACT.operations()) {
            Set<As> may = MAY.getOrDefault(operation.toString(), Set.of());
            assertThat(operation.roles().contains("storefront")).as("%s", operation).isEqualTo(may.equals(SHOP));
            assertThat(operation.roles().contains("customer")).as("%s", operation).isEqualTo(may.equals(SHOP));
            assertThat(operation.roles().contains("admin")).as("%s", operation).isEqualTo(Set.of(ADMINS, ON_CALL).contains(may));
            assertThat(operation.roles().contains("ops")).as("%s", operation).isEqualTo(may.equals(ON_CALL));
        }
    }

    Stream<Arguments> everyAddressByEverybody() {
        return guarded.api().routes().stream().flatMap(route -> Stream.of(As.values()).map(as -> Arguments.of(route, as)));
    }

    @ParameterizedTest
    @MethodSource("everyAddressByEverybody")
    void onlyThoseWhoMayAreServed(String route, As as) {
        Answer answer = call(route, as);

        if (MAY.getOrDefault(route, Set.of()).contains(as)) {
            assertThat(answer.status()).as(answer.text()).isNotIn(401, 403).isLessThan(500);
        } else if (as.compareTo(As.STOREFRONT) >= 0) {
            answer.isProblem(403, "forbidden");
        } else {
            answer.isProblem(401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo(
                    as == As.NOBODY || as == As.BASIC ? "Bearer realm=\"holdfast\"" : "Bearer realm=\"holdfast\", error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @MethodSource("everyAddressByEverybody")
    void whoMayNotLearnsNothingFromTheAnswer(String route, As as) {
        if (as.compareTo(As.STOREFRONT) < 0 && !MAY.getOrDefault(route, Set.of()).contains(as)) {
            Answer answer = call(route, as);
            assertThat(answer.json().required("instance").stringValue()).isEqualTo(path(route));
            assertThat(answer.text()).doesNotContain("holdfast_", "Basic");
        }
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void whatNoRuleNamesIsForNobody(String address) {
        guarded.api().get(address).isProblem(401, "unauthenticated");
        for (As as : List.of(As.STOREFRONT, As.OPS, As.ADMIN)) {
            guarded.api().get(address, "Authorization", credential(as)).isProblem(403, "forbidden");
        }
    }

    Stream<String> elsewhere() {
        return Stream.of("/", "//", "/other", "/actuator", "/actuator/health", "/actuator/env", "//admin/api-keys", "/API/products",
                "/payments/webhook", "/.well-known/oauth-protected-resource", "/login", "/logout");
    }

    @ParameterizedTest
    @MethodSource("detours")
    void noDetourLeadsAroundTheRules(String address) {
        for (As as : List.of(As.NOBODY, As.STOREFRONT)) {
            Answer answer = send("GET", address, as);
            assertThat(answer.status()).as(answer.text()).isIn(400, 401, 403, 404, 405);
            assertThat(answer.text()).doesNotContain("created_at");
        }
    }

    Stream<String> detours() {
        return Stream.of("/api/payments/webhook/../../../admin/api-keys", "/api/payments/webhook/..;/..;/..;/admin/api-keys",
                "/api/payments/webhook/%2e%2e/%2e%2e/%2e%2e/admin/api-keys", "/api;x=1/../admin/api-keys", "/%61dmin/api-keys",
                "/admin//api-keys", "/admin/api-keys/", "/admin/api-keys;x", "/admin%2fapi-keys", "/ADMIN/api-keys",
                "/api/payments/webhook/%00");
    }

    @Test
    void oddHeadersAndParametersAreNoFaultOfTheServer() {
        String[] key = {"Authorization", credential(As.STOREFRONT)};
        guarded.api().get("/api/products?limit=%00", key).isInvalid("limit");
        guarded.api().get("/api/products?%00=1", key).isJson(200);
        guarded.api().get("/api/products", "Authorization", credential(As.STOREFRONT), "X-Odd", "a\tb").isJson(200);
    }

    @Test
    void theManagementPortShowsHealthAndMetricsAndNothingElse() {
        assertThat(guarded.api().manage("health").text()).contains("UP").doesNotContain("database");
        assertThat(guarded.api().manage("health/readiness").status()).isEqualTo(200);
        assertThat(guarded.api().manage("prometheus").status()).isEqualTo(200);
        for (String other : List.of("env", "beans", "heapdump", "configprops", "loggers", "shutdown")) {
            assertThat(guarded.api().manage(other).status()).as(other).isEqualTo(401);
        }
    }

    private Answer call(String route, As as) {
        return send(route.substring(0, route.indexOf(' ')), path(route), as);
    }

    /** Of a thing that is not there, so that those who may do it change nothing. */
    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1).replace("{id}", "9007199254740991")
                .replaceAll("\\{[a-z_]+}", "00000000-0000-4000-8000-000000000000");
    }

    private Answer send(String method, String path, As as) {
        var request = guarded.api().request(path).header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        return guarded.api().send(credentials.containsKey(as) ? request.header("Authorization", credential(as)) : request);
    }

    private String credential(As as) {
        return String.valueOf(credentials.get(as));
    }
}
