package dev.holdfast.api.payment.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** The first secret, id, time, body and signature are those that the specification's own libraries are tested with. */
class StandardWebhooksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1614265330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void theSpecificationsExampleIsGenuine() {
        assertThat(fault(SIGNATURE, BODY)).isEmpty();
    }

    @Test
    void whatTheSpecificationsLibrarySignsIsGenuine() throws Exception {
        String body = "{\"name\": \"Käsespätzle €\"}";
        assertThat(fault(new Webhook(SECRET).sign(ID, TIME, body), body)).isEmpty();
        assertThat(fault(new Webhook(OTHER_SECRET).sign(ID, TIME, body), body)).contains(Reason.FORGED);
    }

    @Test
    void whileSecretsAreRotatedBothAreGood() throws Exception {
        String old = new Webhook(SECRET).sign(ID, TIME, BODY);
        String young = new Webhook(OTHER_SECRET).sign(ID, TIME, BODY);
        assertThat(scheme(OTHER_SECRET, SECRET).fault(headers(ID, TIME, old), BODY.getBytes(UTF_8))).isEmpty();
        assertThat(scheme(OTHER_SECRET, SECRET).fault(headers(ID, TIME, young), BODY.getBytes(UTF_8))).isEmpty();
        assertThat(scheme(OTHER_SECRET).fault(headers(ID, TIME, old + " " + young), BODY.getBytes(UTF_8))).isEmpty();
        assertThat(reason(scheme(OTHER_SECRET).fault(headers(ID, TIME, old), BODY.getBytes(UTF_8)))).contains(Reason.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1a,AAAA %s", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= %s", "v1,!! %s", "v1, %s", "  %s  "})
    void otherSignaturesBesideItDoNoHarm(String header) {
        assertThat(fault(header.formatted(SIGNATURE), BODY)).isEmpty();
    }

    @Test
    void itMayStandInASecondHeader() {
        HttpHeaders headers = headers(ID, TIME, "v1,AAAA");
        headers.add("webhook-signature", SIGNATURE);
        assertThat(scheme(SECRET).fault(headers, BODY.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,", "v1",
            "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,g0hM", ""})
    void anotherSignatureIsForged(String signature) {
        assertThat(fault(signature, BODY)).contains(Reason.FORGED);
    }

    @Test
    void eachByteOfTheBodyCounts() {
        byte[] body = BODY.getBytes(UTF_8);
        for (int at = 0; at < body.length; at++) {
            body[at] ^= 1;
            assertThat(reason(scheme(SECRET).fault(headers(ID, TIME, SIGNATURE), body))).contains(Reason.FORGED);
            body[at] ^= 1;
        }
        assertThat(fault(SIGNATURE, BODY + " ")).contains(Reason.FORGED);
        assertThat(fault(SIGNATURE, "{\"test\":2432232314}")).contains(Reason.FORGED);
    }

    @Test
    void bytesThatAreNoUtf8StandForNoOthers() throws Exception {
        String replacement = "{\"name\": \"\ufffd\"}";
        byte[] malformed = "{\"name\": \"\u00e4\"}".getBytes(ISO_8859_1);
        assertThat(new String(malformed, UTF_8)).isEqualTo(replacement);
        String signature = new Webhook(SECRET).sign(ID, TIME, replacement);
        assertThat(reason(scheme(SECRET).fault(headers(ID, TIME, signature), malformed))).contains(Reason.FORGED);
    }

    @Test
    void idAndTimeAreSignedAsWell() {
        assertThat(reason(scheme(SECRET).fault(headers("msg_other", TIME, SIGNATURE), BODY.getBytes(UTF_8)))).contains(Reason.FORGED);
        assertThat(reason(scheme(SECRET).fault(headers(ID, TIME + 1, SIGNATURE), BODY.getBytes(UTF_8)))).contains(Reason.FORGED);
    }

    @ParameterizedTest
    @CsvSource({"-300, ", "-301, FUTURE", "300, ", "301, STALE", "86400, STALE", "-86400, FUTURE"})
    void aSignatureIsGoodForFiveMinutesBeforeAndAfterItsTime(long secondsLater, Reason expected) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(TIME + secondsLater));
        var scheme = new StandardWebhooks(List.of(SECRET), new Tolerance(Duration.ofMinutes(5), clock));
        assertThat(reason(scheme.fault(headers(ID, TIME, SIGNATURE), BODY.getBytes(UTF_8)))).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void withoutOneOfItsHeadersADeliveryIsNotSigned(String header) {
        HttpHeaders headers = headers(ID, TIME, SIGNATURE);
        headers.remove(header);
        assertThat(reason(scheme(SECRET).fault(headers, BODY.getBytes(UTF_8)))).contains(Reason.MISSING);
    }

    @ParameterizedTest
    @CsvSource({"webhook-timestamp, soon", "webhook-timestamp, -1", "webhook-timestamp, +1614265330", "webhook-timestamp, 1614265330.0",
            "webhook-timestamp, 9999999999999", "webhook-id, two words", "webhook-id, ''"})
    void aHeaderThatIsNoIdOrTimeIsMalformed(String header, String value) {
        HttpHeaders headers = headers(ID, TIME, SIGNATURE);
        headers.set(header, value);
        assertThat(reason(scheme(SECRET).fault(headers, BODY.getBytes(UTF_8)))).contains(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp"})
    void anIdOrATimeThatIsGivenTwiceIsMalformed(String header) {
        HttpHeaders headers = headers(ID, TIME, SIGNATURE);
        headers.add(header, headers.getFirst(header));
        assertThat(reason(scheme(SECRET).fault(headers, BODY.getBytes(UTF_8)))).contains(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_!notbase64!notbase64!notbase64", "sk_live_51Hxxxxxxxxxxxxxxxxxxxxxxx"})
    void whatIsNoSecretIsRefusedWithoutTellingIt(String wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> scheme(SECRET, wrong))
                .withMessage("holdfast.webhook.secrets[1] must be whsec_ and the base64 of 24 bytes or more").withNoCause();
    }

    private static Optional<Reason> fault(String signature, String body) {
        return reason(scheme(SECRET).fault(headers(ID, TIME, signature), body.getBytes(UTF_8)));
    }

    private static Optional<Reason> reason(Optional<SignatureFault> fault) {
        return fault.map(SignatureFault::reason);
    }

    private static StandardWebhooks scheme(String... secrets) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(TIME));
        return new StandardWebhooks(List.of(secrets), new Tolerance(Duration.ofMinutes(5), clock));
    }

    private static HttpHeaders headers(String id, long time, String signature) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("webhook-id", id);
        headers.set("webhook-timestamp", Long.toString(time));
        headers.set("webhook-signature", signature);
        return headers;
    }
}
