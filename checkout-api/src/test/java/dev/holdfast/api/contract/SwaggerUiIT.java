package dev.holdfast.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.RunningApi;
import dev.holdfast.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class SwaggerUiIT {

    @Test
    void showsTheContractWhereItIsAskedFor() {
        try (TestDatabase database = TestDatabase.create(); RunningApi api = RunningApi.with(database, "--holdfast.api.swagger-ui=true")) {
            assertThat(api.get("/swagger-ui").header("Location")).endsWith("/swagger-ui/index.html");
            assertThat(api.get("/swagger-ui/index.html").text()).contains("swagger-ui-bundle.js", "swagger-initializer.js");
            assertThat(api.get("/swagger-ui/swagger-ui-bundle.js").text()).hasSizeGreaterThan(100_000);
            assertThat(api.get("/swagger-ui/swagger-initializer.js").text()).contains("/openapi.yaml").doesNotContain("petstore");
            api.get("/swagger-ui/nothing.js").isProblem(404, "not-found");
            api.get("/swagger-ui/../checkout-api.yml").isProblem(400, "invalid-request");
        }
    }
}
