package dev.holdfast.benchmark.rival;

import dev.holdfast.events.EventType;
import dev.holdfast.events.HoldEvent;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The event of a hold, as Holdfast writes it. */
final class RivalEvents {

    private final JsonMapper json = JsonMapper.builder().build();
    private final Outbox outbox;

    RivalEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** To be called in the transaction that places the hold. */
    void append(RivalHold hold) {
        HoldEvent event = new HoldEvent(hold.holdId(), hold.productId(), null, hold.quantity(), hold.status(), hold.expiresAt(), 1);
        String id = String.valueOf(hold.holdId());
        outbox.append(List.of(new OutboxEvent(UUID.randomUUID(), EventType.HOLD_CREATED.topic().aggregateType(), id,
                EventType.HOLD_CREATED.cloudEventsType(), id, json.writeValueAsBytes(event), null, Instant.now())));
    }
}
