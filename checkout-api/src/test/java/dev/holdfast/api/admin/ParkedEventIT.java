package dev.holdfast.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No relay runs here: rows are parked as a relay does it, and what is decided stands. */
@ExtendWith(WithApi.class)
class ParkedEventIT {

    private static final String PARKED = "/admin/outbox/parked";
    private static final String WHY = """
            {"operator": "Zoë", "reason": "the topic's limit is higher now ✓"}""";

    private final RunningApi api;

    ParkedEventIT(RunningApi api) {
        this.api = api;
    }

    @BeforeEach
    @AfterEach
    void nothingIsParked() {
        api.database().sql("DELETE FROM parked_event").update();
    }

    @Test
    void aParkedEventIsListedWithAllItsFields() {
        String event = park();

        assertThat(api.get(PARKED).isJson(200).text()).matches("""
                \\[\\{"id":%d,"event_id":"%s","lane":0,"aggregate_type":"holds","key":"\\d+","type":"dev.holdfast.hold.created.v1",\
                "refusal":"too large","parked_at":"2026-11-23T04:05:06.123456Z","last_tried_at":"2026-11-23T04:10:06Z","tries":2,\
                "decision":null,"waiting_behind":0\\}\\]""".formatted(id(event), event));
    }

    @Test
    void theListGoesOnAfterTheLastIdOfThePageBefore() {
        List<String> events = List.of(park(), park(), park());

        assertThat(listed("?limit=2")).isEqualTo(events.subList(0, 2));
        assertThat(listed("?limit=2&after=" + id(events.get(1)))).isEqualTo(events.subList(2, 3));
        assertThat(api.get(PARKED + "?after=9007199254740991").isJson(200).text()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "skip"})
    void aDecisionIsAcceptedOnRecordAndShown(String decision) {
        String event = park();

        Answer accepted = api.post(PARKED + "/" + event + "/" + decision, WHY).isJson(202);

        long action = accepted.number("action_id");
        assertThat(accepted.text()).isEqualTo("""
                {"event_id":"%s","decision":"%s","action_id":%d}""".formatted(event, decision, action));
        assertThat(api.get(PARKED).json().get(0).required("decision").stringValue()).isEqualTo(decision);
        assertThat(api.database().sql("SELECT CONCAT_WS('|', operator, action, subject, reason) FROM operator_action WHERE id = ?")
                .param(action).query(String.class).single())
                .isEqualTo("Zoë|" + decision + "-parked-event|" + event + "|the topic's limit is higher now ✓");
    }

    @Test
    void aDecisionThatStandsIsNotReplaced() {
        String event = park();
        api.post(PARKED + "/" + event + "/retry", WHY).isJson(202);
        Map<String, Long> before = api.rows();

        for (String decision : List.of("retry", "skip")) {
            Answer refused = api.post(PARKED + "/" + event + "/" + decision, WHY).isProblem(409, "parked-event-decided");
            assertThat(refused.json().required("decision").stringValue()).isEqualTo("retry");
            assertThat(refused.json().required("event_id").stringValue()).isEqualTo(event);
        }
        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void ofTenOperatorsAtOnceOneDecides() throws Exception {
        String event = park();

        List<Answer> answers = RunningApi.allAtOnce(Collections.nCopies(10, () -> api.post(PARKED + "/" + event + "/skip", WHY)));

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(9);
        assertThat(api.count("SELECT COUNT(*) FROM operator_action WHERE subject = ?", event)).isOne();
    }

    @Test
    void whatIsNotParkedIsNotFound() {
        String unknown = UUID.randomUUID().toString();
        assertThat(api.post(PARKED + "/" + unknown + "/skip", WHY).isProblem(404, "parked-event-not-found").json()
                .required("event_id").stringValue()).isEqualTo(unknown);

        String published = park();
        api.database().sql("DELETE FROM outbox WHERE event_id = ?").param(published).update();
        assertThat(api.get(PARKED).isJson(200).text()).isEqualTo("[]");
        api.post(PARKED + "/" + published + "/retry", WHY).isProblem(404, "parked-event-not-found");
        assertThat(api.count("SELECT COUNT(*) FROM operator_action WHERE subject = ?", published)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"reason\": \"r\"} | operator", "{\"operator\": null, \"reason\": \"r\"} | operator", "{\"operator\": \"\", \"reason\": \"r\"} | operator",
        "{\"operator\": \"  \", \"reason\": \"r\"} | operator", "{\"operator\": 7, \"reason\": \"r\"} | operator",
        "{\"operator\": \"a\\nb\", \"reason\": \"r\"} | operator", "{\"operator\": \"o\"} | reason",
        "{\"operator\": \"o\", \"reason\": \"\\u202egnp\"} | reason", "{\"operator\": \"o\", \"reason\": \"\\ud83d\"} | reason",
        "{\"operator\": \"o\", \"reason\": \"\\u0000\"} | reason", "{\"operator\": \"o\", \"reason\": [\"r\"]} | reason",
        "{\"operator\": \"o\", \"reason\": \"r\", \"force\": true} | force", "[] | body", "'' | body"})
    void whatIsNoDecisionIsRefusedByName(String json, String field) {
        String event = park();
        Map<String, Long> before = api.rows();

        api.post(PARKED + "/" + event + "/skip", json).isInvalid(field);
        api.post(PARKED + "/" + event + "/retry", json).isInvalid(field);

        assertThat(api.rows()).isEqualTo(before);
    }

    @Test
    void operatorAndReasonHaveLimits() {
        String event = park();
        api.post(PARKED + "/" + event + "/skip", body("o".repeat(65), "r")).isInvalid("operator");
        api.post(PARKED + "/" + event + "/skip", body("o", "r".repeat(501))).isInvalid("reason");

        api.post(PARKED + "/" + event + "/skip", body("ö".repeat(64), "✓".repeat(500))).isJson(202);
    }

    @ParameterizedTest
    @CsvSource({"1, event_id", "00000000-0000-0000-0000-00000000000, event_id", "0-0-0-0-0, event_id",
        "2B0E7B9E-6F4C-4A57-9F37-0A3A2C7F9D10, event_id", "2b0e7b9e-6f4c-4a57-9f37-0a3a2c7f9d10%20, event_id"})
    void anEventIsNamedByItsUuid(String event, String field) {
        api.post(PARKED + "/" + event + "/skip", WHY).isInvalid(field);
    }

    @ParameterizedTest
    @CsvSource({"?limit=0, limit", "?limit=201, limit", "?after=-1, after", "?after=x, after"})
    void aPageHasLimits(String query, String field) {
        api.get(PARKED + query).isInvalid(field);
    }

    @Test
    void theRestIsRefusedAsEverywhere() {
        String event = park();
        api.send(api.request(PARKED + "/" + event + "/skip").header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(WHY))).isProblem(415, "unsupported-media-type");
        assertThat(api.get(PARKED + "/" + event + "/skip").isProblem(405, "method-not-allowed").header("Allow")).isEqualTo("POST");
        api.post(PARKED + "/" + event + "/delete", WHY).isProblem(404, "not-found");
        assertThat(api.count("SELECT COUNT(*) FROM parked_event WHERE decision IS NULL")).isOne();
    }

    private static String body(String operator, String reason) {
        return "{\"operator\": \"%s\", \"reason\": \"%s\"}".formatted(operator, reason);
    }

    /** @return the id of an event that a new hold has written, parked as the relay does it */
    private String park() {
        long hold = api.hold(api.product(1), 1);
        String event = api.database().sql("SELECT event_id FROM outbox WHERE aggregatetype = 'holds' AND aggregateid = ?")
                .param(Long.toString(hold)).query(String.class).single();
        api.database().sql("""
                INSERT INTO parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries)
                SELECT id, lane, event_id, aggregatetype, aggregateid, type, 'too large', '2026-11-23 04:05:06.123456', '2026-11-23 04:10:06', 2
                FROM outbox WHERE event_id = ?""").param(event).update();
        return event;
    }

    private long id(String event) {
        return api.count("SELECT outbox_id FROM parked_event WHERE event_id = ?", event);
    }

    private List<String> listed(String query) {
        return api.get(PARKED + query).isJson(200).json().valueStream().map(event -> event.required("event_id").stringValue()).toList();
    }
}
