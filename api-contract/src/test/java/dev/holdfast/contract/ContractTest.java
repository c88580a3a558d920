package dev.holdfast.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {

    private static final Operation BOIL = Contract.read("""
            openapi: 3.1.1
            paths:
              /kettles/{id}:
                post:
                  operationId: boil
                  responses:
                    '201':
                      headers:
                        Location: {$ref: '#/components/headers/Location'}
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Kettle'}
                    '409':
                      content:
                        application/problem+json:
                          schema: {oneOf: [{$ref: '#/components/schemas/Empty'}, {$ref: '#/components/schemas/Hot'}]}
            components:
              headers:
                Location: {required: true, schema: {type: string, pattern: '^/'}}
              schemas:
                Kettle: {type: object, required: [id], properties: {id: {type: integer}, at: {type: string, format: date-time}}}
                Problem: {type: object, required: [type], properties: {type: {type: string}}}
                Empty: {allOf: [{$ref: '#/components/schemas/Problem'}], properties: {type: {const: empty}}}
                Hot: {allOf: [{$ref: '#/components/schemas/Problem'}], properties: {type: {const: hot}, degrees: {type: integer}}}
            """).operation("boil");

    @Test
    void anAnswerAsDocumentedIsAllRight() {
        assertThat(BOIL.violations(answer(201, "application/json;charset=UTF-8", "{\"id\": 1}", "Location", "/1"))).isEmpty();
        assertThat(BOIL.violations(answer(409, "application/problem+json", "{\"type\": \"hot\", \"degrees\": 99}"))).isEmpty();
        assertThat(BOIL.answers().get(409).problemTypes()).containsExactly("empty", "hot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | application/json         | {\"id\": 1}                         | /1 | status 200 is not documented",
        "201 | text/html                | {\"id\": 1}                         | /1 | media type 'text/html' is not documented",
        "201 | application/json         | {\"id\": \"1\"}                     | /1 | /id",
        "201 | application/json         | {\"id\": 1, \"more\": 1}            | /1 | more",
        "201 | application/json         | {\"id\": 1, \"at\": \"now\"}        | /1 | /at",
        "201 | application/json         | {\"id\": 1                          | /1 | the body is no JSON",
        "201 | application/json         | {\"id\": 1}                         | 1  | header Location",
        "409 | application/problem+json | {\"type\": \"cold\"}                | '' | type",
        "409 | application/problem+json | {\"type\": \"empty\", \"degrees\": 1} | '' | degrees",
        "409 | application/problem+json | {\"type\": \"hot\"}                 | /1 | header Location is not documented"})
    void anythingElseIsToldOf(int status, String type, String body, String location, String told) {
        assertThat(BOIL.violations(answer(status, type, body, "Location", location))).anySatisfy(wrong -> assertThat(wrong).contains(told));
    }

    @Test
    void aHeaderThatMustBeThereIsMissed() {
        assertThat(BOIL.violations(answer(201, "application/json", "{\"id\": 1}"))).containsExactly("header Location is missing");
    }

    private static Received answer(int status, String type, String body, String... header) {
        Map<String, List<String>> headers = Map.of("Content-Type", List.of(type), header.length == 0 ? "X" : header[0],
                List.of(header.length == 0 ? "" : header[1]));
        return new Received(status, HttpHeaders.of(headers.entrySet().stream().filter(entry -> !entry.getValue().getFirst().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)), (name, value) -> true), body);
    }
}
