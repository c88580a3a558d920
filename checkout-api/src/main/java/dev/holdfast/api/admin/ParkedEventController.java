package dev.holdfast.api.admin;

import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.security.Caller;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.ParkedEvents;
import dev.holdfast.outbox.ParkedEvents.Outcome;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that Kafka refuses for good, and what is to become of them. Nothing here waits for the relay: it acts within seconds. */
@RestController
@RequestMapping(path = "/admin/outbox/parked", produces = MediaType.APPLICATION_JSON_VALUE)
final class ParkedEventController {

    private static final Logger log = LoggerFactory.getLogger(ParkedEventController.class);

    private static final String LIMITS = "must be from 1 to 200";

    // One event has one address: Java would also read upper case and left-out zeros.
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String UUID_WANTED = "must be a UUID in lower case, such as GET /admin/outbox/parked shows";

    private final ParkedEvents parked;
    private final DecideParkedEvents decide;
    private final AnswerOnce once;

    ParkedEventController(ParkedEvents parked, DecideParkedEvents decide, AnswerOnce once) {
        this.parked = parked;
        this.decide = decide;
        this.once = once;
    }

    /** A page by rising id; the next one begins {@code after} the last id of this one. */
    @GetMapping
    List<ParkedEventAnswer> list(
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "must be 0 or more") long after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) int limit) {
        return parked.list(after, limit).stream().map(ParkedEventAnswer::of).toList();
    }

    @PostMapping(path = "/{event_id}/retry", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> retry(@PathVariable("event_id") @Pattern(regexp = UUID_FORM, message = UUID_WANTED) String eventId,
            @Valid @RequestBody DecisionRequest request, SentKey key) {
        return decide(eventId, Decision.RETRY, request, key);
    }

    @PostMapping(path = "/{event_id}/skip", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> skip(@PathVariable("event_id") @Pattern(regexp = UUID_FORM, message = UUID_WANTED) String eventId,
            @Valid @RequestBody DecisionRequest request, SentKey key) {
        return decide(eventId, Decision.SKIP, request, key);
    }

    private ResponseEntity<?> decide(String eventId, Decision decision, DecisionRequest request, SentKey key) {
        var command = new DecideParkedEvents.Command(UUID.fromString(eventId), decision, Caller.current().id(), request.operator(),
                request.reason());
        return once.answer(key, request, command, this::carryOut, ParkedEventController::answer);
    }

    private Once.Result<Outcome> carryOut(Once<DecideParkedEvents.Command, Outcome> request) {
        Once.Result<Outcome> result = decide.decide(request);
        if (result instanceof Once.Result.Decided<Outcome>(Outcome.Decided decided, var _)) {
            log.info("{}, calling as {}, decided to {} parked event {}: action {}", request.command().operator(), request.command().caller(),
                    decided.decision().label(), decided.eventId(), decided.actionId());
        }
        return result;
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided decided -> ResponseEntity.accepted().body(DecisionAnswer.of(decided));
            case Outcome.AlreadyDecided(var id, var standing) -> Problem.of(ProblemType.PARKED_EVENT_DECIDED,
                            "To %s event %s is decided already, and the relay has yet to do it.".formatted(standing.label(), id))
                    .with("event_id", id).with("decision", standing.label()).answer();
            case Outcome.NotParked(var id) -> Problem.of(ProblemType.PARKED_EVENT_NOT_FOUND,
                            "There is no parked event %s; GET /admin/outbox/parked lists those that are.".formatted(id))
                    .with("event_id", id).answer();
        };
    }
}
