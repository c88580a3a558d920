package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithApi.class)
class OperationsIT {

    private final RunningApi api;

    OperationsIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void healthIsUpAndTellsNoDetails() {
        assertThat(api.manage("health").text()).contains("\"status\":\"UP\"").doesNotContain("database");
        assertThat(api.manage("health/liveness").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(api.manage("health/readiness").text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void prometheusFindsTheTimesOfRequestsAndTheConnectionPool() {
        api.get("/api/products");

        assertThat(api.manage("prometheus").text())
                .contains("http_server_requests_seconds_count{", "uri=\"/api/products\"", "hikaricp_connections_active");
    }
}
