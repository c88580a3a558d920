package dev.holdfast.api.contract;

import java.io.IOException;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the OpenAPI document of this very release to whoever asks. */
@RestController
final class ContractController {

    private static final CacheControl FOR_AN_HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final byte[] document;

    ContractController() throws IOException {
        this.document = new ClassPathResource("openapi.yaml").getContentAsByteArray();
    }

    @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
    ResponseEntity<byte[]> show() {
        return ResponseEntity.ok().cacheControl(FOR_AN_HOUR).body(document);
    }
}
