package dev.holdfast.api.security.key;

import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.InvalidRequest;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.security.Caller;
import dev.holdfast.api.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and revokes API keys. */
@RestController
@RequestMapping(path = "/admin/api-keys", produces = MediaType.APPLICATION_JSON_VALUE)
final class ApiKeyController {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyController.class);

    private static final String LIMITS = "must be from 1 to 200";

    private final ApiKeys keys;
    private final CreateApiKeys create;
    private final RevokeApiKeys revoke;

    ApiKeyController(ApiKeys keys, CreateApiKeys create, RevokeApiKeys revoke) {
        this.keys = keys;
        this.create = create;
        this.revoke = revoke;
    }

    /** Takes no {@code Idempotency-Key}: to answer a repeat, the key itself would have to be kept. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(@Valid @RequestBody ApiKeyRequest request, SentKey idempotencyKey) {
        if (idempotencyKey.value() != null) {
            throw new InvalidRequest("Idempotency-Key", "is not taken here, because the answer has a secret, which is not kept");
        }
        String operator = Caller.current().id();
        var created = create.create(new CreateApiKeys.Command(request.name(), Role.of(request.role()).orElseThrow(),
                request.expiresInDays(), operator));
        log.info("{} had API key {} made, for {} {}", operator, created.key().id(), request.role(), request.name());
        return ResponseEntity.created(URI.create("/admin/api-keys/" + created.key().id())).cacheControl(CacheControl.noStore())
                .body(CreatedKeyAnswer.of(created));
    }

    /** A page by rising id, revoked ones included; the next one begins {@code after} the last id of this one. */
    @GetMapping
    List<ApiKeyAnswer> list(
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "must be 0 or more") long after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) int limit) {
        return keys.list(after, limit).stream().map(ApiKeyAnswer::of).toList();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> revoke(@PathVariable @ResourceId long id) {
        String operator = Caller.current().id();
        Optional<ApiKey> revoked = revoke.revoke(id, operator);
        if (revoked.isEmpty()) {
            return Problem.of(ProblemType.API_KEY_NOT_FOUND, "There is no API key %d; GET /admin/api-keys lists them.".formatted(id))
                    .with("id", id).answer();
        }
        log.info("{} revoked API key {}", operator, id);
        return ResponseEntity.ok(ApiKeyAnswer.of(revoked.get()));
    }
}
