package dev.holdfast.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.idempotency.Fingerprint;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentTest {

    @Test
    void aPaymentWithoutAChargeHasTheFingerprintThatItHadBeforeChargesWereKnown() {
        assertThat(payment(Charge.UNSTATED).fingerprint()).isEqualTo(Fingerprint.of("1025 success"));
    }

    @Test
    void anAmountIsTheSameHoweverItIsWritten() {
        assertThat(payment(euros("100")).says(1025, PaymentStatus.SUCCESS, euros("1.0000E+2"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("otherCharges")
    void anotherChargeIsAnotherPayment(Charge other) {
        assertThat(payment(euros("100")).says(1025, PaymentStatus.SUCCESS, other)).isFalse();
        assertThat(payment(other).says(1025, PaymentStatus.SUCCESS, euros("100"))).isFalse();
    }

    static Stream<Charge> otherCharges() {
        return Stream.of(Charge.UNSTATED, new Charge(new BigDecimal("100"), null), new Charge(null, "EUR"), euros("100.0001"), euros("10"),
                new Charge(new BigDecimal("100"), "USD"));
    }

    private static Charge euros(String amount) {
        return new Charge(new BigDecimal(amount), "EUR");
    }

    private static Payment payment(Charge charge) {
        return Payment.undecided("k", 1025, PaymentStatus.SUCCESS, charge);
    }
}
