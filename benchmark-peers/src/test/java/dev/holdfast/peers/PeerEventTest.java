package dev.holdfast.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeerEventTest {

    private static final long MICROS = 1_795_416_110_296_994L;

    @Test
    void everyPayloadHasTheSameSizeAndIsJson() {
        LongStream.of(0, 9, 300_000, Integer.MAX_VALUE).mapToObj(sequence -> PeerEvent.of(sequence, 50_000, MICROS)).forEach(event -> {
            assertThat(event.value()).hasSize(PeerEvent.PAYLOAD_BYTES);
            JsonNode payload = JsonMapper.shared().readTree(event.payload());
            assertThat(payload.path("sequence").asLong()).isEqualTo(event.sequence());
            assertThat(payload.path("written_at").asLong()).isEqualTo(MICROS);
            assertThat(payload.path("hold_id").asString()).isEqualTo(event.key());
        });
    }

    @Test
    void eventsTakeTheKeysInTurn() {
        assertThat(PeerEvent.of(7, 10, 0).key()).isEqualTo(PeerEvent.of(17, 10, 0).key()).isNotEqualTo(PeerEvent.of(8, 10, 0).key());
    }
}
