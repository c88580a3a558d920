package dev.holdfast.api.payment.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import dev.holdfast.api.payment.signature.WebhookProperties.Stripe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class SignaturesTest {

    private static final List<String> NONE = List.of();
    private static final List<String> STANDARD = List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final List<String> STRIPE = List.of("whsec_one_of_stripes_endpoints");

    @Test
    void withoutAnySecretTheApiDoesNotStartUnlessThatIsAllowed() {
        assertThatIllegalStateException().isThrownBy(() -> signatures(NONE, NONE, false))
                .withMessageContainingAll("holdfast.webhook.secrets", "holdfast.webhook.stripe.secrets",
                        "holdfast.webhook.unsigned-allowed=true");
        Signatures signatures = signatures(NONE, NONE, true);
        assertThat(fault(signatures, Signed.By.STANDARD_WEBHOOKS)).isEmpty();
        assertThat(fault(signatures, Signed.By.STRIPE)).isEmpty();
        assertThat(signatures.areAskedFor(Signed.By.STRIPE)).isFalse();
    }

    @Test
    void anEndpointWithoutASecretTakesNothingWhileTheOtherHasOne() {
        assertThat(fault(signatures(STANDARD, NONE, false), Signed.By.STRIPE)).contains(Reason.NO_SECRET);
        assertThat(fault(signatures(STANDARD, NONE, false), Signed.By.STANDARD_WEBHOOKS)).contains(Reason.MISSING);
        assertThat(fault(signatures(NONE, STRIPE, false), Signed.By.STANDARD_WEBHOOKS)).contains(Reason.NO_SECRET);
        assertThat(fault(signatures(NONE, STRIPE, false), Signed.By.STRIPE)).contains(Reason.MISSING);
    }

    @Test
    void anEndpointWithASecretAsksForSignaturesEvenWhereUnsignedDeliveriesAreAllowed() {
        assertThat(fault(signatures(STANDARD, STRIPE, true), Signed.By.STANDARD_WEBHOOKS)).contains(Reason.MISSING);
        assertThat(fault(signatures(STANDARD, STRIPE, true), Signed.By.STRIPE)).contains(Reason.MISSING);
    }

    @Test
    void aToleranceOutOfRangeIsRefusedByName() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofHours(1).plusSeconds(1))) {
            WebhookProperties properties = new WebhookProperties(STANDARD, wrong, false, new Stripe(NONE));
            assertThatIllegalArgumentException().isThrownBy(() -> signatures(properties))
                    .withMessageStartingWith("holdfast.webhook.tolerance must be 1s to 1h");
        }
    }

    @Test
    void thePropertiesTellNoSecret() {
        assertThat(new WebhookProperties(STANDARD, Duration.ofMinutes(5), false, new Stripe(STRIPE))).asString()
                .isEqualTo("WebhookProperties[1 secrets, tolerance=PT5M, unsignedAllowed=false, Stripe[1 secrets]]");
    }

    @Test
    void anIdIsPutOnRecordIfItIsOne() {
        Signatures signatures = signatures(STANDARD, STRIPE, false);
        assertThat(signatures.idOf("msg_1")).isEqualTo("msg_1");
        assertThat(signatures.idOf(null)).isNull();
        assertThat(signatures.idOf("two words")).isNull();
        assertThat(signatures.idOf("x".repeat(256))).isNull();
    }

    private static Optional<Reason> fault(Signatures signatures, Signed.By by) {
        return signatures.fault(by, new HttpHeaders(), new byte[0]).map(SignatureFault::reason);
    }

    private static Signatures signatures(List<String> secrets, List<String> stripe, boolean unsignedAllowed) {
        return signatures(new WebhookProperties(secrets, Duration.ofMinutes(5), unsignedAllowed, new Stripe(stripe)));
    }

    private static Signatures signatures(WebhookProperties properties) {
        return new Signatures(properties, InstantSource.system());
    }
}
