package dev.holdfast.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.AsDocumented;
import dev.holdfast.contract.Breaks;
import dev.holdfast.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Clients were built on {@code openapi-v1.yaml}: the contract as it was released last, copied there from {@code docs/openapi.yaml}. */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("src", "test", "resources", "openapi-v1.yaml");

    @Test
    void withinVersion1TheContractOnlyGrows() throws IOException {
        assertThat(Breaks.between(Contract.read(Files.readString(RELEASED)), AsDocumented.CONTRACT)).isEmpty();
    }

    @Test
    void aFieldAnEnumValueOrAPathThatGoesIsNoticed() throws IOException {
        String released = Files.readString(RELEASED);
        String today = released.replace("        expires_at: {type: string, format: date-time}\n", "").replace(", refund_required]", "]")
                .replace("  /api/orders/{id}/cancel:", "  /api/orders/{id}/abort:");

        assertThat(Breaks.between(Contract.read(released), Contract.read(today))).contains("POST /api/orders/{id}/cancel is gone",
                "POST /api/holds 201: field expires_at is gone").anySatisfy(found -> assertThat(found)
                        .contains("order_status: a value is gone"));
    }
}
