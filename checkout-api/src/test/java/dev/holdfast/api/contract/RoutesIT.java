package dev.holdfast.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Answer;
import dev.holdfast.api.AsDocumented;
import dev.holdfast.api.RunningApi;
import dev.holdfast.api.WithApi;
import dev.holdfast.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithApi.class)
class RoutesIT {

    private final RunningApi api;

    RoutesIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void everyRouteIsInTheDocumentAndNothingElseIs() {
        assertThat(AsDocumented.CONTRACT.operations()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(
                api.routes().stream().filter(route -> !route.equals("GET /error")).toList());
    }

    @Test
    void theDocumentIsServedAsItIsToEverybodyAndMayBeKept() throws IOException {
        Answer served = api.get("/openapi.yaml");

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.text()).isEqualTo(Files.readString(Path.of("..", "docs", "openapi.yaml")));
        assertThat(served.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(served.header("Cache-Control")).isEqualTo("max-age=3600, public");
    }

    @Test
    void swaggerUiIsNotThereUnlessItIsAskedFor() {
        api.get("/swagger-ui").isProblem(404, "not-found");
        api.get("/swagger-ui/index.html").isProblem(404, "not-found");
    }
}
