package dev.holdfast.api.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import dev.holdfast.api.security.Tokens;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers with a token of an identity provider, and what one customer sees of another's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIT {

    private final Tokens tokens = new Tokens();
    private GuardedApi guarded;
    private RunningApi api;

    @BeforeAll
    void start(@TempDir Path directory) {
        guarded = new GuardedApi(tokens.setting(directory));
        api = guarded.api();
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void theRolesOfATokenCountAsThoseOfAKey() {
        api.get("/api/products", bearer(tokens.token("backend", "storefront"))).isJson(200);
        api.get("/admin/api-keys", bearer(tokens.token("ann", "other", "admin"))).isJson(200);
        api.get("/admin/outbox/parked", bearer(tokens.token("bob", "ops"))).isJson(200);
        api.get("/admin/api-keys", bearer(tokens.token("bob", "ops"))).isProblem(403, "forbidden");
        api.get("/api/products", bearer(tokens.token("eve"))).isProblem(403, "forbidden");
        api.get("/api/products", bearer(tokens.sign(Tokens.claims("text").claim("roles", "openid customer").build()))).isJson(200);
        api.get("/api/products", bearer(tokens.sign(Tokens.claims("odd").claim("roles", 5).build()))).isProblem(403, "forbidden");
        api.get("/api/products", bearer(guarded.key("beside", "storefront"))).isJson(200);
    }

    @Test
    void whoeverActsByATokenIsOnRecord() {
        long id = api.post("/admin/api-keys", """
                {"name": "by-token", "role": "ops"}""", bearer(tokens.token("ann@example.com", "admin"))).isJson(201).number("id");

        assertThat(api.database().sql("SELECT caller FROM operator_action WHERE subject = ?").param("api-key-" + id)
                .query(String.class).single()).isEqualTo("subject:ann@example.com");
    }

    @Test
    void aTokenThatIsNotGoodIsRefused() {
        String expired = tokens.sign(Tokens.claims("a", "storefront").expirationTime(Date.from(Instant.now().minusSeconds(120))).build());
        String early = tokens.sign(Tokens.claims("a", "storefront").notBeforeTime(Date.from(Instant.now().plusSeconds(120))).build());
        String forged = new Tokens().token("a", "storefront");
        String unsigned = new PlainJWT(Tokens.claims("a", "storefront").build()).serialize();
        String good = tokens.token("a", "storefront");
        String changed = good.substring(0, good.lastIndexOf('.') - 4) + "AAAA" + good.substring(good.lastIndexOf('.'));
        String nobody = tokens.sign(Tokens.claims(null, "storefront").build());
        for (String bad : new String[] {expired, early, forged, unsigned, changed, nobody, "a.b.c", ".."}) {
            api.get("/api/products", bearer(bad)).isProblem(401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "caf\u00e9", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aCustomerWhoseSubjectIsNoCustomerIdIsRefused(String subject) {
        api.get("/api/products", bearer(tokens.token(subject, "customer"))).isProblem(401, "unauthenticated");
        api.get("/api/products", bearer(tokens.token(subject, "storefront"))).isJson(200);
    }

    @Test
    void aCustomerHoldsInItsOwnNameOnly() {
        long product = api.product(10, new Product(0, "Kettle", BigDecimal.TEN, "EUR", 2, null, null));
        String[] ann = bearer(tokens.token("ann", "customer", "storefront"));

        Answer held = hold(product, 2, "", ann).isJson(201);

        assertThat(api.database().sql("SELECT customer_id FROM hold WHERE id = ?").param(held.number("hold_id"))
                .query(String.class).single()).isEqualTo("ann");
        hold(product, 1, ", \"customer_id\": \"ann\"", ann).isProblem(409, "purchase-limit");
        Map<String, Long> before = api.rows();
        hold(product, 1, ", \"customer_id\": \"bob\"", ann).isProblem(403, "forbidden");
        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void toACustomerThereAreNoHoldsAndOrdersButItsOwn() {
        long product = api.product(10);
        String[] ann = bearer(tokens.token("ann", "customer"));
        String[] bob = bearer(tokens.token("bob", "customer"));
        String[] shop = bearer(tokens.token("backend", "storefront"));
        long hold = hold(product, 1, "", ann).isJson(201).number("hold_id");
        long ordered = hold(product, 1, "", ann).isJson(201).number("hold_id");
        long order = order(ordered, ann).isJson(201).number("order_id");
        long nobodys = hold(product, 1, "", shop).isJson(201).number("hold_id");
        Map<String, Long> before = api.rows();

        api.get("/api/holds/" + hold, bob).isProblem(404, "hold-not-found");
        api.delete("/api/holds/" + hold, bob).isProblem(404, "hold-not-found");
        order(hold, bob).isProblem(404, "hold-not-found");
        api.get("/api/orders/" + order, bob).isProblem(404, "order-not-found");
        api.post("/api/orders/" + order + "/cancel", "", bob).isProblem(404, "order-not-found");
        api.get("/api/holds/" + nobodys, bob).isProblem(404, "hold-not-found");
        order(nobodys, bob).isProblem(404, "hold-not-found");
        assertThat(api.rows()).isEqualTo(before);

        assertThat(api.get("/api/holds/" + hold, bob).text())
                .isEqualTo(api.get("/api/holds/9007199254740991", bob).text().replace("9007199254740991", Long.toString(hold)));

        api.get("/api/holds/" + hold, ann).isJson(200);
        api.get("/api/holds/" + hold, shop).isJson(200);
        api.get("/api/orders/" + order, ann).isJson(200);
        api.post("/api/orders/" + order + "/cancel", "", ann).isJson(200);
        api.delete("/api/holds/" + hold, ann).isJson(200);
        order(nobodys, shop).isJson(201);
    }

    @Test
    void twoCustomersWithOneIdempotencyKeyAreTwo() {
        long product = api.product(10);
        String[] ann = {"Authorization", "Bearer " + tokens.token("ann", "customer"), "Idempotency-Key", "mine"};
        String[] bob = {"Authorization", "Bearer " + tokens.token("bob", "customer"), "Idempotency-Key", "mine"};

        long hold = hold(product, 1, "", ann).isJson(201).number("hold_id");

        assertThat(hold(product, 1, "", bob).isJson(201).number("hold_id")).isNotEqualTo(hold);
        assertThat(hold(product, 1, "", ann).isJson(201).number("hold_id")).isEqualTo(hold);
    }

    private Answer hold(long product, int quantity, String more, String... headers) {
        return api.post("/api/holds", "{\"product_id\": %d, \"quantity\": %d%s}".formatted(product, quantity, more), headers);
    }

    private Answer order(long hold, String... headers) {
        return api.post("/api/orders", "{\"hold_id\": %d}".formatted(hold), headers);
    }

    private static String[] bearer(String token) {
        return GuardedApi.bearer(token);
    }
}
