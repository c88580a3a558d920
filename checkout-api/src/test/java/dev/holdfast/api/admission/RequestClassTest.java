package dev.holdfast.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestClassTest {

    @ParameterizedTest
    @CsvSource({
            "POST,   /api/payments/webhook,        WEBHOOKS",
            "POST,   /api/payments/webhook/stripe, WEBHOOKS",
            "POST,   /admin/products/1/stock,      ADMIN",
            "GET,    /admin/holds,                 ADMIN",
            "POST,   /api/orders,                  ORDERS",
            "POST,   /api/orders/1/cancel,         ORDERS",
            "GET,    /api/orders/1,                READS",
            "POST,   /api/holds,                   HOLDS",
            "DELETE, /api/holds/1,                 HOLDS",
            "GET,    /api/holds/1,                 READS",
            "GET,    /api/products/1,              READS",
            "HEAD,   /api/products/1,              READS",
            "GET,    /api/payments/webhook,        READS",
            "POST,   /nothing/here,                READS"})
    void isKnownByMethodAndPath(String method, String path, RequestClass expected) {
        assertThat(RequestClass.of(request(method, path))).isEqualTo(expected);
    }

    @Test
    void whatWatchesTheApplicationHasNone() {
        assertThat(RequestClass.of(request("GET", "/actuator/health/liveness"))).isNull();
    }

    /** Tomcat hands on both, and routes by the second. */
    @Test
    void aPathIsWhereItLeadsAndNotHowItBegins() {
        MockHttpServletRequest request = request("POST", "/api/holds");
        request.setRequestURI("/api/payments/webhook/../../holds");
        assertThat(RequestClass.of(request)).isEqualTo(RequestClass.HOLDS);
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }
}
