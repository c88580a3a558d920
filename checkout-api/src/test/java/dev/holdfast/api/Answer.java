package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answered. */
public record Answer(int status, HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public String text() {
        return response.body();
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public long number(String field) {
        return json().required(field).longValue();
    }

    /** Asserts a success and its media type. */
    public Answer isJson(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(header("Content-Type")).isEqualTo("application/json");
        return this;
    }

    /** Asserts all that problems have in common. */
    public Answer isProblem(int expected, String type) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(json().required("type").stringValue()).isEqualTo("https://holdfast.dev/problems/" + type);
        assertThat(json().required("status").intValue()).isEqualTo(expected);
        assertThat(json().required("title").stringValue()).isNotBlank();
        assertThat(json().required("detail").stringValue()).isNotBlank().doesNotContain("Exception", "java", "SQL");
        return this;
    }

    /** Asserts that the request was refused because of one field. */
    public Answer isInvalid(String field) {
        isProblem(400, "invalid-request");
        assertThat(json().required("errors").valueStream().map(error -> error.required("field").stringValue())).containsExactly(field);
        assertThat(json().required("errors").valueStream()).allSatisfy(error ->
                assertThat(error.required("detail").stringValue()).isNotBlank());
        return this;
    }
}
