package dev.holdfast.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.relay.OutboxRelay;
import dev.holdfast.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What worker and relay serve, on a class path that has the API's security on it as well, as in the benchmarks and the fault campaign. */
class ManagementIT {

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void theWorkerServesHealthAndMetricsAndNothingElse() throws Exception {
        servesHealthAndMetricsAlone(ExpiryWorker.application());
    }

    @Test
    void theRelayServesHealthAndMetricsAndNothingElse() throws Exception {
        servesHealthAndMetricsAlone(OutboxRelay.application());
    }

    private void servesHealthAndMetricsAlone(SpringApplicationBuilder application) throws IOException, InterruptedException {
        try (ConfigurableApplicationContext running = application.web(WebApplicationType.SERVLET).registerShutdownHook(false).run(
                "--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(), "--spring.kafka.bootstrap-servers=127.0.0.1:1")) {
            String port = running.getEnvironment().getRequiredProperty("local.server.port");
            assertThat(status(port, "/actuator/health/liveness")).isEqualTo(200);
            assertThat(status(port, "/actuator/prometheus")).isEqualTo(200);
            for (String other : List.of("/", "/login", "/actuator/env", "/actuator/beans", "/actuator/shutdown", "/actuator/heapdump")) {
                assertThat(status(port, other)).as(other).isEqualTo(404);
            }
        }
    }

    private static int status(String port, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
