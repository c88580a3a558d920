package dev.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {

    private final Map<String, Object> document = Published.asyncApi();
    private final Map<String, Object> messages = map(map(document, "components"), "messages");

    @Test
    void describesEachTopicAndNoOther() {
        assertThat(map(document, "channels").values()).extracting(channel -> asMap(channel).get("address"))
                .containsExactlyInAnyOrder((Object[]) EventTopic.names());
    }

    @Test
    void describesEachTypeOnceAndNoOther() {
        assertThat(messages.values()).extracting(message -> asMap(message).get("name"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values()).map(EventType::cloudEventsType).toList());
    }

    @ParameterizedTest
    @EnumSource(EventTopic.class)
    void aChannelCarriesTheTypesOfItsTopic(EventTopic topic) {
        Map<String, Object> channel = map(map(document, "channels"), topic.aggregateType());
        assertThat(channel).containsEntry("address", topic.topicName());
        assertThat(map(channel, "messages").values().stream().map(reference -> asMap(reference).get("$ref").toString())
                .map(reference -> asMap(messages.get(reference.substring("#/components/messages/".length()))).get("name")))
                .containsExactlyElementsOf(Arrays.stream(EventType.values()).filter(type -> type.topic() == topic)
                        .map(EventType::cloudEventsType).map(Object.class::cast).toList());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aMessageHasTheSchemaOfItsRecordTheHeadersAndTheKeyOfItsTopic(EventType type) {
        Map<String, Object> message = message(type);
        String reference = payloadParts(message).map(part -> part.get("$ref")).filter(Objects::nonNull)
                .findFirst().orElseThrow().toString();
        assertThat(reference).isEqualTo("./schemas/" + recordOf(type) + ".v1.schema.json");
        assertThat(Published.resource(reference.substring(1))).isNotEmpty();
        assertThat(message.get("traits")).isEqualTo(List.of(Map.of("$ref", "#/components/messageTraits/cloudEvent"),
                Map.of("$ref", "#/components/messageTraits/" + type.topic().aggregateType() + "Key")));
        assertThat(map(map(document, "components"), "messageTraits")).containsKey(type.topic().aggregateType() + "Key");
    }

    @ParameterizedTest
    @CsvSource({"hold, status", "order, status", "payment, outcome"})
    void theStatesOfASchemaAreThoseThatItsEventsCanCarry(String record, String field) {
        List<String> carried = Arrays.stream(EventType.values()).filter(type -> recordOf(type).equals(record))
                .flatMap(type -> allowed(type, field)).toList();
        assertThat(enumOf(record, field)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(carried);
    }

    @ParameterizedTest
    @EnumSource(value = EventType.class, names = "(HOLD|ORDER)_.*", mode = EnumSource.Mode.MATCH_ALL)
    void aStateIsNamedAsItsEvent(EventType type) {
        String event = type.cloudEventsType().split("\\.")[3].replace('-', '_');
        String status = switch (type) {
            case HOLD_CREATED -> "reserved";
            case ORDER_CREATED -> "pending";
            default -> event;
        };
        assertThat(allowed(type, "status")).containsExactly(status);
    }

    @Test
    void theOrderStatusOfAPaymentIsAnyOfAnOrderOrNone() {
        assertThat(enumOf("payment", "order_status")).containsExactlyElementsOf(
                Stream.concat(enumOf("order", "status").stream(), Stream.of("null")).toList());
    }

    private Map<String, Object> message(EventType type) {
        return messages.values().stream().map(AsyncApiTest::asMap).filter(message -> type.cloudEventsType().equals(message.get("name")))
                .findFirst().orElseThrow();
    }

    private Stream<String> allowed(EventType type, String field) {
        return payloadParts(message(type)).filter(part -> part.containsKey("properties")).map(part -> map(map(part, "properties"), field))
                .flatMap(rule -> rule.containsKey("const") ? Stream.of(rule.get("const").toString())
                        : ((List<?>) rule.get("enum")).stream().map(Object::toString));
    }

    private static Stream<Map<String, Object>> payloadParts(Map<String, Object> message) {
        Map<String, Object> payload = map(message, "payload");
        return payload.containsKey("allOf") ? ((List<?>) payload.get("allOf")).stream().map(AsyncApiTest::asMap) : Stream.of(payload);
    }

    private static String recordOf(EventType type) {
        return type.cloudEventsType().split("\\.")[2];
    }

    private static List<String> enumOf(String record, String field) {
        return Published.schemaDocument(record).get("properties").get(field).get("enum").valueStream()
                .map(value -> value.isNull() ? "null" : value.asString()).toList();
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return asMap(Objects.requireNonNull(parent.get(key), key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }
}
