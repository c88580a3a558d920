package dev.holdfast.api.security.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.security.GuardedApi;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever a caller says about itself: the record of what operators do names the key by which it came in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionRecordIT {

    private static final String SOMEBODY_ELSE = "\"operator\": \"admin:bootstrap\", \"reason\": \"it was not me\"";

    private GuardedApi guarded;
    private RunningApi api;
    private String[] office;
    private String[] pager;

    @BeforeAll
    void start() {
        guarded = new GuardedApi();
        api = guarded.api();
        office = GuardedApi.bearer(guarded.key("office", "admin"));
        pager = GuardedApi.bearer(guarded.key("pager", "ops"));
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void ofTheCatalogue() {
        long product = api.post("/admin/products", """
                {"name": "Kettle", "price": 5, "currency": "EUR", "total": 1, %s}""".formatted(SOMEBODY_ELSE), office)
                .isJson(201).number("id");
        api.send(api.request("/admin/products/" + product, office).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"version\": 1, \"name\": \"Kettle\", \"price\": 6, %s}".formatted(SOMEBODY_ELSE))))
                .isJson(200);
        api.post("/admin/products/%d/stock".formatted(product), "{\"change\": 1, %s}".formatted(SOMEBODY_ELSE), office).isJson(200);

        Answer actions = api.get("/admin/actions?subject=product/" + product, office).isJson(200);
        assertThat(actions.json().required("items").valueStream().map(action -> action.required("action").stringValue()))
                .containsExactly("change-stock", "change-product", "add-product");
        assertThat(actions.json().required("items").valueStream()).allSatisfy(action -> {
            assertThat(action.required("caller").stringValue()).isEqualTo("admin:office");
            assertThat(action.required("operator").stringValue()).isEqualTo("admin:bootstrap");
        });
    }

    @Test
    void ofARefund() {
        api.database().sql("""
                INSERT INTO payment (idempotency_key, order_id, status, fingerprint, outcome, order_status, received_at, version)
                VALUES ('twice', 77, 'success', REPEAT('x', 32), 'duplicate_charge', 'paid', NOW(6), 1)""").update();

        long action = api.post("/admin/refunds", """
                {"idempotency_key": "twice", "reference": "re_1", %s}""".formatted(SOMEBODY_ELSE), office).isJson(200).number("action_id");

        assertThat(caller(action)).isEqualTo("admin:office");
    }

    @Test
    void ofAParkedEvent() {
        String event = "0f6b6b3c-63c8-4c70-a4d5-4f0f3a1f4a52";
        api.product(1);
        api.database().sql("UPDATE outbox SET event_id = ? ORDER BY id LIMIT 1").param(event).update();
        api.database().sql("""
                INSERT INTO parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries)
                SELECT id, lane, event_id, aggregatetype, aggregateid, type, 'too large', NOW(6), NOW(6), 1
                FROM outbox WHERE event_id = ?""").param(event).update();

        long action = api.post("/admin/outbox/parked/%s/skip".formatted(event), "{%s}".formatted(SOMEBODY_ELSE), pager)
                .isJson(202).number("action_id");

        assertThat(caller(action)).isEqualTo("ops:pager");
    }

    private String caller(long action) {
        return api.database().sql("SELECT caller FROM operator_action WHERE id = ?").param(action).query(String.class).single();
    }
}
