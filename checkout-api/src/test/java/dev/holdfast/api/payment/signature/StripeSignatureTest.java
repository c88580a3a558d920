package dev.holdfast.api.payment.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.stripe.net.Webhook;
import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class StripeSignatureTest {

    private static final String SECRET = "whsec_one_of_stripes_endpoints";
    private static final String OTHER_SECRET = "whsec_another_of_its_endpoints";
    private static final long TIME = 1795770120;
    private static final String BODY = "{\"id\": \"evt_1\", \"name\": \"Käsespätzle €\"}";

    @Test
    void whatStripesLibrarySignsIsGenuine() throws Exception {
        assertThat(fault(SECRET, header(SECRET, TIME), BODY)).isEmpty();
        assertThat(fault(SECRET, header(SECRET, TIME) + ",v0=6ffbb59b2300aae63f272406069a97", BODY)).isEmpty();
        assertThat(fault(SECRET, "v0=00," + header(SECRET, TIME), BODY)).isEmpty();
    }

    @Test
    void oneOfSeveralSecretsIsEnough() throws Exception {
        for (String signedWith : List.of(SECRET, OTHER_SECRET)) {
            assertThat(reason(scheme(0, OTHER_SECRET, SECRET).fault(headers(header(signedWith, TIME)), BODY.getBytes(UTF_8)))).isEmpty();
        }
        assertThat(fault(OTHER_SECRET, header(SECRET, TIME), BODY)).contains(Reason.FORGED);
    }

    @Test
    void eachByteOfTheBodyCounts() throws Exception {
        byte[] body = BODY.getBytes(UTF_8);
        String header = header(SECRET, TIME);
        for (int at = 0; at < body.length; at++) {
            body[at] ^= 1;
            assertThat(reason(scheme(0, SECRET).fault(headers(header), body))).contains(Reason.FORGED);
            body[at] ^= 1;
        }
    }

    @Test
    void bytesThatAreNoUtf8StandForNoOthers() throws Exception {
        String replacement = "{\"name\": \"\ufffd\"}";
        byte[] malformed = "{\"name\": \"\u00e4\"}".getBytes(ISO_8859_1);
        assertThat(new String(malformed, UTF_8)).isEqualTo(replacement);
        String header = Webhook.Signature.generateSignatureHeader(replacement, SECRET, TIME);
        assertThat(reason(scheme(0, SECRET).fault(headers(header), malformed))).contains(Reason.FORGED);
    }

    @ParameterizedTest
    @CsvSource({"-300, ", "-301, FUTURE", "300, ", "301, STALE"})
    void aSignatureIsGoodForFiveMinutesBeforeAndAfterItsTime(long secondsLater, Reason expected) throws Exception {
        assertThat(reason(scheme(secondsLater, SECRET).fault(headers(header(SECRET, TIME)), BODY.getBytes(UTF_8))))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aFreshTimeBesideTheOneThatWasSignedIsMalformed() throws Exception {
        StripeSignature later = scheme(3600, SECRET);
        String old = header(SECRET, TIME);
        assertThat(reason(later.fault(headers(old), BODY.getBytes(UTF_8)))).contains(Reason.STALE);
        for (String both : List.of(old + ",t=" + (TIME + 3600), "t=" + (TIME + 3600) + "," + old)) {
            assertThat(reason(later.fault(headers(both), BODY.getBytes(UTF_8)))).contains(Reason.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t=", "t=soon,v1=00", "t=1795770120000000000000,v1=00", "v1=00", "t=1795770120, v1=00", "1795770120"})
    void whatIsNoHeaderOfStripesIsMalformed(String header) {
        assertThat(fault(SECRET, header, BODY)).contains(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t=1795770120", "t=1795770120,v1=", "t=1795770120,v1=00", "t=1795770120,v0=00"})
    void withoutASignatureThatFitsItIsForged(String header) {
        assertThat(fault(SECRET, header, BODY)).contains(Reason.FORGED);
    }

    @Test
    void withoutTheHeaderADeliveryIsNotSigned() {
        assertThat(reason(scheme(0, SECRET).fault(new HttpHeaders(), BODY.getBytes(UTF_8)))).contains(Reason.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "sk_live_51Hxxxxxxxxxxxxxxxxxxxxxxx"})
    void whatIsNoSigningSecretIsRefusedWithoutTellingIt(String wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> scheme(0, SECRET, wrong))
                .withMessage("holdfast.webhook.stripe.secrets[1] must be the signing secret of an endpoint, which begins with whsec_");
    }

    private static String header(String secret, long time) throws Exception {
        return Webhook.Signature.generateSignatureHeader(BODY, secret, time);
    }

    private static Optional<Reason> fault(String secret, String header, String body) {
        return reason(scheme(0, secret).fault(headers(header), body.getBytes(UTF_8)));
    }

    private static Optional<Reason> reason(Optional<SignatureFault> fault) {
        return fault.map(SignatureFault::reason);
    }

    private static StripeSignature scheme(long secondsLater, String... secrets) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(TIME + secondsLater));
        return new StripeSignature(List.of(secrets), new Tolerance(Duration.ofMinutes(5), clock));
    }

    private static HttpHeaders headers(String signature) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Stripe-Signature", signature);
        return headers;
    }
}
