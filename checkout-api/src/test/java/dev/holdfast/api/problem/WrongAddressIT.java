package dev.holdfast.api.problem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithApi.class)
class WrongAddressIT {

    private final RunningApi api;

    WrongAddressIT(RunningApi api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/api", "/api/nothing", "/error", "/actuator/env"})
    void anUnknownAddressIsAProblemLikeAnyOther(String address) {
        api.get(address).isProblem(404, "not-found");
        api.post(address, "{}").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/holds, POST", "GET, /api/payments/webhook, POST",
        "DELETE, /api/orders/1/cancel, POST", "BREW, /api/products, GET"})
    void aWrongMethodIsToldTheRightOne(String method, String address, String right) {
        var answer = api.send(api.request(address).method(method, BodyPublishers.noBody())).isProblem(405, "method-not-allowed");

        assertThat(answer.header("Allow")).isEqualTo(right);
        assertThat(answer.json().required("instance").stringValue()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/products/[ HTTP/1.1", "GET /api/products/%zz HTTP/1.1", "GET /../x HTTP/1.1", "nonsense"})
    void evenWhatIsNotHttpIsAnsweredWithAProblem(String requestLine) throws IOException {
        assertThat(raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("application/problem+json", "https://holdfast.dev/problems/invalid-request");
    }

    @Test
    void aBodyThatBreaksOffInItsChunksIsRefused() throws IOException {
        assertThat(raw("""
                POST /api/holds HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Transfer-Encoding: chunked
                Connection: close

                nonsense
                """.replace("\n", "\r\n"))).startsWith("HTTP/1.1 400").contains("https://holdfast.dev/problems/invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: nonsense", "Expect: nonsense"})
    void whatHttpDoesNotKnowIsTheClientsMistake(String header) throws IOException {
        assertThat(raw("POST /api/holds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n" + header
                + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("application/problem+json", "\"status\":400",
                        "https://holdfast.dev/problems/invalid-request");
    }

    @Test
    void aVersionOfHttpThatIsNotKnownIsTheClientsMistake() throws IOException {
        assertThat(raw("GET /api/products HTTP/9.9\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("https://holdfast.dev/problems/invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "=", "limit=1&=", "a=%ff", "1&2&3&4&5&6&7&8&9&0&1&2&3&4&5&6&7&8&9&0&1&2&3&4&5&6&7&8&9&0&"
            + "1&2&3&4&5&6&7&8&9&0&1&2&3&4&5&6&7&8&9&0&1"})
    void aQueryThatCannotBeReadIsTheClientsMistake(String query) throws IOException {
        assertThat(raw("GET /api/products?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("https://holdfast.dev/problems/invalid-request", "\"field\":\"query\"");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
