package dev.holdfast.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BreaksTest {

    private static final String RELEASED = """
            openapi: 3.1.1
            paths:
              /kettles:
                post:
                  operationId: boil
                  parameters:
                    - {name: speed, in: query, schema: {type: integer, minimum: 1, maximum: 9}}
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Request'}}}}
                  responses:
                    '201':
                      headers: {Location: {schema: {type: string}}}
                      content: {application/json: {schema: {$ref: '#/components/schemas/Kettle'}}}
                    '409':
                      content:
                        application/problem+json: {schema: {oneOf: [{$ref: '#/components/schemas/Empty'}, {$ref: '#/components/schemas/Hot'}]}}
            components:
              schemas:
                Request:
                  {type: object, required: [litres], properties: {litres: {type: integer, maximum: 3}, lid: {type: string, enum: [on, ajar]}}}
                Kettle: {type: object, required: [id, state], properties: {id: {type: integer}, state: {type: string, enum: [cold, hot]}}}
                Problem: {properties: {title: {type: string}}}
                Empty: {allOf: [{$ref: '#/components/schemas/Problem'}], properties: {type: {const: empty}}}
                Hot: {properties: {type: {const: hot}, degrees: {type: integer}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/kettles:                       | /pots:                              | POST /kettles is gone",
        "    post:                       |     put:                            | POST /kettles is gone",
        "name: speed                     | name: pace                          | parameter speed is gone",
        "minimum: 1, maximum: 9          | minimum: 1, maximum: 8              | maximum is lower",
        "required: [litres]              | required: [litres, lid]             | fields are required",
        "type: integer, maximum: 3       | type: string                        | type was",
        "enum: [on, ajar]                | enum: [on]                          | a value is gone",
        "enum: [cold, hot]               | enum: [cold]                        | a value is gone",
        "required: [id, state]           | required: [id]                      | fields may be missing",
        "id: {type: integer}             | id: {type: string}                  | .id: type was",
        "properties: {id: {type: integer}, | properties: {                     | field id is gone",
        "headers: {Location              | headers: {Elsewhere                 | a header is gone",
        "'409':                          | '410':                              | 409 is gone",
        "application/problem+json        | application/json                    | application/problem+json is gone",
        "{const: hot}                    | {const: warm}                       | hot is gone",
        "title: {type: string}           | name: {type: string}                | field title is gone",
        "degrees: {type: integer}        | degrees: {type: number}             | .degrees: type was",
        "operationId: boil               | operationId: cook                   | operationId"})
    void whatIsTakenAwayIsFound(String there, String instead, String told) {
        assertThat(Breaks.between(Contract.read(RELEASED), Contract.read(RELEASED.replace(there, instead))))
                .anySatisfy(found -> assertThat(found).contains(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "  /kettles:           |   /pots: {get: {operationId: list, responses: {}}}", "enum: [cold, hot] | enum: [cold, hot, warm]",
        "id: {type: integer},  | id: {type: integer}, colour: {type: string},", "maximum: 3 | maximum: 4",
        "required: [id, state] | required: [id, state, x]", "required: [litres]    | required: []"})
    void whatIsAddedIsNoBreak(String there, String andMore) {
        String today = RELEASED.replace(there, there.startsWith("/") ? andMore + "\n  " + there : andMore);
        assertThat(today).isNotEqualTo(RELEASED);
        assertThat(Breaks.between(Contract.read(RELEASED), Contract.read(today))).isEmpty();
    }

    @Test
    void anAnswerOfOneKindMayBecomeOneOfSeveralThatIncludesIt() {
        String one = RELEASED.replace("{oneOf: [{$ref: '#/components/schemas/Empty'}, {$ref: '#/components/schemas/Hot'}]}",
                "{$ref: '#/components/schemas/Empty'}");

        assertThat(Breaks.between(Contract.read(one), Contract.read(RELEASED))).isEmpty();
        assertThat(Breaks.between(Contract.read(one.replace("schemas/Empty'}}", "schemas/Hot'}}")), Contract.read(RELEASED))).isEmpty();
        assertThat(Breaks.between(Contract.read(RELEASED), Contract.read(one)))
                .anySatisfy(found -> assertThat(found).contains("hot is gone"));
    }

    @Test
    void theSchemaOfAnEventMayLoseNothingEither() {
        String released = "{\"type\": \"object\", \"required\": [\"a\"], \"properties\": {\"a\": {\"enum\": [1, 2]}}}";

        assertThat(Breaks.betweenSchemas(parsed(released), parsed(released))).isEmpty();
        assertThat(Breaks.betweenSchemas(parsed(released), parsed(released.replace("[1, 2]", "[1]")))).hasSize(1);
        assertThat(Breaks.betweenSchemas(parsed(released), parsed(released.replace("\"a\": {", "\"b\": {")))).hasSize(1);
    }

    private static JsonNode parsed(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
